// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.load;

/**
 * How far the database is.
 *
 * @param phase what is going on
 * @param rows rows written so far
 * @param totalRows rows there will be
 * @param millis how long the load has taken so far, or took
 * @param failure what went wrong; empty unless it failed
 */
public record LoadState(Phase phase, int rows, int totalRows, long millis, String failure) {
  /** What is going on. */
  public enum Phase {
    STARTING,
    LOADING,
    INDEXING,
    READY,
    FAILED
  }

  static LoadState starting() {
    return new LoadState(Phase.STARTING, 0, WordNetCounts.EXPECTED.rows(), 0, "");
  }

  LoadState failed(Exception cause) {
    return new LoadState(Phase.FAILED, rows, totalRows, millis, String.valueOf(cause.getMessage()));
  }

  /** Whether words can be looked up. */
  public boolean ready() {
    return phase == Phase.READY;
  }

  /** Whole per cents of the rows that are there. */
  public int percent() {
    return (int) (100L * rows / totalRows);
  }
}
