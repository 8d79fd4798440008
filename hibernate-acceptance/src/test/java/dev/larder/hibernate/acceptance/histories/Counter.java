// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A number in the database that grows from commit to commit: whoever writes it draws the next while
 * it holds the row. Any thread may ask.
 */
final class Counter {
  private final AtomicInteger drawn = new AtomicInteger();
  private final AtomicInteger floor = new AtomicInteger();
  private final Set<Integer> committed = ConcurrentHashMap.newKeySet();

  Counter() {
    committed.add(0); // the row was inserted with it
  }

  /** A number that nobody else writes. */
  Drawn draw() {
    return new Drawn(this, drawn.incrementAndGet());
  }

  /** What a session that begins now must see at least: its commit has returned. */
  int floor() {
    return floor.get();
  }

  /** Whether a number was ever committed; to be asked when all is quiet. */
  boolean wasCommitted(int value) {
    return committed.contains(value);
  }

  /** A number that a transaction writes. */
  record Drawn(Counter counter, int value) {
    /** Its commit has returned. */
    void committed() {
      counter.committed.add(value);
      counter.floor.accumulateAndGet(value, Math::max);
    }
  }
}
