// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance;

import java.util.function.Function;
import org.hibernate.Session;

/** What a new session saw, and whether the cache alone told it. */
public record Reading<T>(T value, boolean fromCache) {

  /** Seen in the cache. */
  public static <T> Reading<T> cached(T value) {
    return new Reading<>(value, true);
  }

  /** Loaded from the database. */
  public static <T> Reading<T> loaded(T value) {
    return new Reading<>(value, false);
  }

  /** Reads in a session and transaction of its own. */
  public static <T> Reading<T> of(Stage stage, Function<Session, T> query) {
    long before = stage.statistics().getPrepareStatementCount();
    T value = stage.read(query);
    return new Reading<>(value, stage.statistics().getPrepareStatementCount() == before);
  }
}
