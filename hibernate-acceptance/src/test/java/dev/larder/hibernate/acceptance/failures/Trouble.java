// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import java.util.concurrent.atomic.AtomicInteger;

/** While it is open, the application's own classes that ask here throw. */
final class Trouble implements AutoCloseable {
  private static volatile boolean present;
  private static final AtomicInteger MET = new AtomicInteger();

  private Trouble() {}

  /** From now on. */
  static Trouble begin() {
    MET.set(0);
    present = true;
    return new Trouble();
  }

  /** Throws if there is trouble. */
  static void throwIfAny() {
    if (present) {
      MET.incrementAndGet();
      throw new IllegalStateException("the application's own mistake");
    }
  }

  /** How often somebody met it; a test in which nobody does shows nothing. */
  int met() {
    return MET.get();
  }

  @Override
  public void close() {
    present = false;
  }
}
