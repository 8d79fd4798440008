// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Classes that the tests of this package store. */
final class Fixtures {

  private Fixtures() {}

  static Keeper keeper() {
    return Keeper.byValue("books", JavaSerializer.standard(), Fixtures.class::getClassLoader);
  }

  /** A record that may hold anything. */
  record Box(Object content) {}

  /** A record of immutable components only. */
  record Plain(String title, int year, Long id) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** A serializable record that may hold anything. */
  record Pair(Object left, Object right) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** A record that refers to its own type and cannot change. */
  record Chain(int number, Chain next) {}

  /** A record whose constructor makes its component immutable. */
  record Normalizing(List<Object> items) {
    Normalizing {
      items = List.copyOf(items);
    }
  }

  /** A record whose constructor refuses when told to. */
  record Moody(List<Object> items) {
    static boolean refuses;

    Moody {
      if (refuses) {
        throw new IllegalStateException("secret");
      }
    }
  }

  /** A record whose accessor does not answer what the field holds. */
  record Disguised(List<Object> items) {
    @Override
    public List<Object> items() {
      return List.of("disguise");
    }
  }

  /** A record with components of every kind. */
  @SuppressWarnings("ArrayRecordComponent") // Style: users have such records
  record Wide(
      byte a,
      short b,
      char c,
      int d,
      long e,
      float f,
      double g,
      boolean h,
      List<Object> i,
      int[] j,
      Map<String, int[]> k,
      String l) {}

  /** A serializable class as users write them. */
  static final class Bean implements Serializable {
    private static final long serialVersionUID = 1L;

    Object content;

    Bean(Object content) {
      this.content = content;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bean bean && content.equals(bean.content);
    }

    @Override
    public int hashCode() {
      return content.hashCode();
    }
  }

  /** A class that cannot be copied. */
  static final class Opaque {
    int state;
  }

  /** A subclass of a known class with a field of its own. */
  static final class Labelled extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    final String label;

    Labelled(String label) {
      this.label = label;
    }
  }

  /** An enum with a constant of a class of its own. */
  enum Shelf {
    UPPER,
    LOWER {
      @Override
      public String toString() {
        return "low";
      }
    }
  }
}
