// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a cache holds in a benchmark, from what needs no copy to what only serialization copies. */
public enum Values {
  /** A string. */
  TEXT(String.class),
  /** A record of immutable components. */
  RECORD(Account.class),
  /** A record of ten components, two of them a list and an array. */
  WIDE_RECORD(Order.class),
  /** A mutable object that can only be serialized. */
  BEAN(Customer.class);

  private final Class<?> type;

  Values(Class<?> type) {
    this.type = type;
  }

  Class<?> type() {
    return type;
  }

  Object create(int key) {
    return switch (this) {
      case TEXT -> "value of the key " + key;
      case RECORD -> Account.of(key);
      case WIDE_RECORD -> Order.of(key);
      case BEAN -> new Customer(key);
    };
  }

  /** A record of immutable components. */
  record Account(long id, String name, boolean active, LocalDate opened, BigDecimal balance)
      implements Serializable {
    static Account of(int key) {
      return new Account(
          key, "account " + key, true, LocalDate.EPOCH.plusDays(key), BigDecimal.valueOf(key, 2));
    }
  }

  /** A record of ten components, among them a list and an array. */
  @SuppressWarnings("ArrayRecordComponent") // what a copier has to meet; nothing compares it
  record Order(
      long id,
      String customer,
      Instant placed,
      int quantity,
      double weight,
      boolean express,
      Values delivery,
      BigDecimal total,
      List<String> remarks,
      int[] articles)
      implements Serializable {
    static Order of(int key) {
      return new Order(
          key,
          "customer " + key,
          Instant.ofEpochSecond(key),
          key % 10,
          key / 3.0,
          key % 2 == 0,
          TEXT,
          BigDecimal.valueOf(key, 2),
          new ArrayList<>(List.of("handle with care", "ring twice", "floor " + key % 9)),
          new int[] {key, key + 1, key + 2, key + 3});
    }
  }

  /** A small bean. */
  static final class Customer implements Serializable {
    private static final long serialVersionUID = 1;

    private final int number;
    private String name;
    private String city;

    Customer(int number) {
      this.number = number;
      this.name = "customer " + number;
      this.city = "city " + number % 100;
    }

    void move(String newName, String newCity) {
      name = newName;
      city = newCity;
    }

    @Override
    public String toString() {
      return number + " " + name + ", " + city;
    }
  }
}
