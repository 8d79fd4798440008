// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.configuration;

import java.sql.Connection;
import java.util.Optional;

/** What a transaction may see, as far as the cache has to know. */
public enum Isolation {
  /** Statements see what is not committed: what is read is not cached. */
  READ_UNCOMMITTED,
  /** Each statement sees what is committed: it may meet newer data than the one before. */
  READ_COMMITTED,
  /** All statements see the database as it was when the transaction began to read. */
  SNAPSHOT;

  /**
   * The isolation that a setting names; empty for {@code auto}.
   *
   * @throws IllegalArgumentException if it names none
   */
  static Optional<Isolation> named(String text) {
    return switch (text) {
      case "auto" -> Optional.empty();
      case "read-uncommitted" -> Optional.of(READ_UNCOMMITTED);
      case "read-committed" -> Optional.of(READ_COMMITTED);
      case "repeatable-read", "snapshot", "serializable" -> Optional.of(SNAPSHOT);
      default ->
          throw new IllegalArgumentException(
              "use auto, read-uncommitted, read-committed, repeatable-read, snapshot or"
                  + " serializable");
    };
  }

  /** That of a level of {@link Connection}; levels of a vendor's own lie above the standard's. */
  static Isolation ofLevel(int level) {
    if (level > Connection.TRANSACTION_READ_COMMITTED) {
      return SNAPSHOT;
    }
    return level == Connection.TRANSACTION_READ_COMMITTED ? READ_COMMITTED : READ_UNCOMMITTED;
  }
}
