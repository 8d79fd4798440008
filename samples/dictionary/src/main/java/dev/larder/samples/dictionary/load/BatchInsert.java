// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Inserts rows into one table, in batches. */
final class BatchInsert implements AutoCloseable {
  private static final int ROWS_PER_BATCH = 1_000;

  private final PreparedStatement insert;
  private int pending;
  private int rows;

  BatchInsert(Connection connection, String table, int columns) throws SQLException {
    String marks = ", ?".repeat(columns).substring(2);
    insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")");
  }

  void add(Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      insert.setObject(i + 1, values[i]);
    }
    insert.addBatch();
    rows++;
    pending++;
    if (pending == ROWS_PER_BATCH) {
      flush();
    }
  }

  /** Rows added so far. */
  int rows() {
    return rows;
  }

  void flush() throws SQLException {
    insert.executeBatch();
    pending = 0;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
