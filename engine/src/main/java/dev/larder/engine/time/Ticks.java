// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.time;

/** The clock that measures how long something took; what it shows means nothing by itself. */
public final class Ticks {
  private Ticks() {}

  /** A reading in nanoseconds; only the difference of two tells anything. */
  public static long nanos() {
    return System.nanoTime();
  }
}
