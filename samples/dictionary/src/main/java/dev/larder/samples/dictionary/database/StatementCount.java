// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.database;

import java.util.concurrent.atomic.LongAdder;

/** How many statements the database has run: in all, and for the thread that asks. */
public final class StatementCount {
  private final LongAdder total = new LongAdder();
  private final ThreadLocal<long[]> ofThread = ThreadLocal.withInitial(() -> new long[1]);

  /** Counts statements that the current thread has just run. */
  void add(long statements) {
    total.add(statements);
    ofThread.get()[0] += statements;
  }

  /** All statements since the start. */
  public long total() {
    return total.sum();
  }

  /** The current thread's statements since the start. */
  public long ofThisThread() {
    return ofThread.get()[0];
  }
}
