// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/**
 * How long a hold lasts when its caller does not end it, in milliseconds (PROTOCOL, "Timers").
 *
 * @param loadMillis a fill lease
 * @param turnMillis a turn
 * @param writerMillis a write intent
 * @param doubtLifeMillis the most that a value stored under doubt lives
 * @param doubtMillis a doubt after a writer threw; must outlast every commit of its caller
 */
public record HoldLimits(
    long loadMillis, long turnMillis, long writerMillis, long doubtLifeMillis, long doubtMillis) {

  /** 30 s for user code, 5 s of life under doubt, one minute of doubt. */
  public static final HoldLimits DEFAULT = new HoldLimits(30_000, 30_000, 30_000, 5_000, 60_000);

  /** Refuses limits that would end a hold before it began. */
  public HoldLimits {
    if (Math.min(Math.min(loadMillis, turnMillis), Math.min(writerMillis, doubtLifeMillis)) < 1
        || doubtMillis < doubtLifeMillis) {
      throw new IllegalArgumentException(
          "hold limits: every limit is at least 1 ms, and a doubt lasts at least doubtLife");
    }
  }
}
