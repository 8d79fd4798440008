// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/**
 * How long a hold lasts when its caller does not end it, in milliseconds (PROTOCOL, "Timers").
 *
 * @param loadMillis a fill lease
 * @param turnMillis a turn
 * @param writerMillis a write intent of one caller
 * @param sharedMillis a shared intent or a cache intent: above the longest transaction
 * @param doubtLifeMillis the most that a value stored under doubt lives
 * @param doubtMillis a doubt after its caller told of it; must outlast every commit of that caller
 * @param silentDoubtMillis a doubt after a shared or cache intent whose caller was never heard of
 *     again
 */
public record HoldLimits(
    long loadMillis,
    long turnMillis,
    long writerMillis,
    long sharedMillis,
    long doubtLifeMillis,
    long doubtMillis,
    long silentDoubtMillis) {

  /** 30 s for user code, 5 min for a transaction, 5 s of life under doubt, 1 or 15 min of doubt. */
  public static final HoldLimits DEFAULT =
      new HoldLimits(30_000, 30_000, 30_000, 300_000, 5_000, 60_000, 900_000);

  /** Refuses limits that would end a hold before it began. */
  public HoldLimits {
    long holds = Math.min(Math.min(loadMillis, turnMillis), Math.min(writerMillis, sharedMillis));
    if (Math.min(holds, doubtLifeMillis) < 1
        || Math.min(doubtMillis, silentDoubtMillis) < doubtLifeMillis) {
      throw new IllegalArgumentException(
          "hold limits: every limit is at least 1 ms, and a doubt lasts at least doubtLife");
    }
  }

  /** The same for user code that may run so long: a load, a turn, a writer. */
  public HoldLimits withUserCode(long millis) {
    return new HoldLimits(
        millis, millis, millis, sharedMillis, doubtLifeMillis, doubtMillis, silentDoubtMillis);
  }

  /** The same for transactions that may run so long. */
  public HoldLimits withShared(long millis) {
    return new HoldLimits(
        loadMillis,
        turnMillis,
        writerMillis,
        millis,
        doubtLifeMillis,
        doubtMillis,
        silentDoubtMillis);
  }
}
