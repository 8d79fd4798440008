// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import java.io.Serializable;

/**
 * The limits of one write-behind queue.
 *
 * @param delayMillis how long a write waits for newer ones of its key, from the first of them
 * @param batchSize keys in one call of the writer, at most
 * @param capacity keys that wait or are in flight, at most; beyond, offers of new keys are refused
 * @param deadLetterCapacity writes given up that are kept, at most; beyond, the oldest is dropped
 * @param retry how failed writes are tried again
 */
public record WriteBehindOptions(
    long delayMillis, int batchSize, int capacity, int deadLetterCapacity, RetryRule retry)
    implements Serializable {
  private static final int MAX_BATCH_SIZE = 100_000; // one call of a writer, not a bulk load
  private static final int MAX_KEYS = 100_000_000; // far beyond what a heap should hold back

  private static final WriteBehindOptions DEFAULTS =
      new WriteBehindOptions(1_000, 100, 10_000, 10_000, RetryRule.defaults());

  /** Options whose numbers are in range. */
  public WriteBehindOptions {
    Range.check("delayMillis", delayMillis, 0, Range.MAX_MILLIS);
    Range.check("batchSize", batchSize, 1, MAX_BATCH_SIZE);
    Range.check("capacity", capacity, 1, MAX_KEYS);
    Range.check("deadLetterCapacity", deadLetterCapacity, 1, MAX_KEYS);
  }

  /** A delay of 1 s, batches of 100, 10,000 keys, as many dead letters, the default retry. */
  public static WriteBehindOptions defaults() {
    return DEFAULTS;
  }

  /** The same options with another delay. */
  public WriteBehindOptions withDelayMillis(long delayMillis) {
    return new WriteBehindOptions(delayMillis, batchSize, capacity, deadLetterCapacity, retry);
  }

  /** The same options with another batch size. */
  public WriteBehindOptions withBatchSize(int batchSize) {
    return new WriteBehindOptions(delayMillis, batchSize, capacity, deadLetterCapacity, retry);
  }

  /** The same options with another capacity. */
  public WriteBehindOptions withCapacity(int capacity) {
    return new WriteBehindOptions(delayMillis, batchSize, capacity, deadLetterCapacity, retry);
  }

  /** The same options with room for another number of dead letters. */
  public WriteBehindOptions withDeadLetterCapacity(int deadLetterCapacity) {
    return new WriteBehindOptions(delayMillis, batchSize, capacity, deadLetterCapacity, retry);
  }

  /** The same options with another retry. */
  public WriteBehindOptions withRetry(RetryRule retry) {
    return new WriteBehindOptions(delayMillis, batchSize, capacity, deadLetterCapacity, retry);
  }

  /**
   * From how many keys on writes no longer wait out their delay: three quarters of the capacity.
   */
  int highWaterKeys() {
    return Math.max(1, (int) (capacity * 3L / 4));
  }
}
