// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.time;

import java.util.concurrent.TimeUnit;

/**
 * The only way to learn the time. Milliseconds since the epoch, never going back: a clock that is
 * set while the process runs neither shortens nor lengthens an entry's life. Safe for any thread.
 */
@FunctionalInterface
public interface TimeSource {

  /** The present instant in milliseconds. */
  long millis();

  /** The wall clock as it was when first asked, carried on by the monotonic clock. */
  static TimeSource system() {
    long startMillis = System.currentTimeMillis();
    long startNanos = System.nanoTime();
    return () -> startMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
