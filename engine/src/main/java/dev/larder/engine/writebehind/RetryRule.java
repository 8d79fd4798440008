// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * How often a failed write is tried, and how long it waits in between: the first wait is at most
 * {@code initialBackoffMillis}, each next one twice as long up to {@code maxBackoffMillis}, and
 * chance takes up to half of it off, so that keys which failed together do not return together.
 *
 * @param maxAttempts attempts at one write, the first one included
 * @param initialBackoffMillis the longest wait after the first failure
 * @param maxBackoffMillis the longest wait at all
 */
public record RetryRule(int maxAttempts, long initialBackoffMillis, long maxBackoffMillis)
    implements Serializable {
  /** Beyond this a write is not being retried, it is stuck. */
  private static final int MAX_ATTEMPTS = 1_000;

  private static final RetryRule DEFAULTS = new RetryRule(10, 200, 30_000);

  /** A rule whose numbers are in range. */
  public RetryRule {
    Range.check("maxAttempts", maxAttempts, 1, MAX_ATTEMPTS);
    Range.check("initialBackoffMillis", initialBackoffMillis, 1, Range.MAX_MILLIS);
    Range.check("maxBackoffMillis", maxBackoffMillis, initialBackoffMillis, Range.MAX_MILLIS);
  }

  /** Ten attempts, 200 ms to 30 s apart: an outage of half a minute loses nothing. */
  public static RetryRule defaults() {
    return DEFAULTS;
  }

  /** The wait after so many failures in a row (at least one). */
  long backoffMillis(int failuresInARow, RandomGenerator jitter) {
    int doublings = Math.min(failuresInARow - 1, 30); // 2^30 ms is beyond any wait: no overflow
    long longest = Math.min(initialBackoffMillis << doublings, maxBackoffMillis);
    return longest - jitter.nextLong(longest / 2 + 1);
  }
}
