// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/**
 * What one operation adds to a cache's statistics (JSR-107, "Statistics Effects of Cache
 * Operations").
 *
 * @param hits reads that found an entry
 * @param misses reads that found none
 * @param puts values written
 * @param removals entries removed on request
 */
public record StatisticsDelta(int hits, int misses, int puts, int removals) {

  /** Nothing to count. */
  public static final StatisticsDelta NONE = new StatisticsDelta(0, 0, 0, 0);

  /** A read that found an entry. */
  public static final StatisticsDelta HIT = new StatisticsDelta(1, 0, 0, 0);

  /** A read that found none. */
  public static final StatisticsDelta MISS = new StatisticsDelta(0, 1, 0, 0);

  static final StatisticsDelta PUT = new StatisticsDelta(0, 0, 1, 0);
  static final StatisticsDelta HIT_AND_PUT = new StatisticsDelta(1, 0, 1, 0);
  static final StatisticsDelta MISS_AND_PUT = new StatisticsDelta(0, 1, 1, 0);
  static final StatisticsDelta REMOVAL = new StatisticsDelta(0, 0, 0, 1);
  static final StatisticsDelta HIT_AND_REMOVAL = new StatisticsDelta(1, 0, 0, 1);

  /** The same, for a value that was gone at once: it is no put. */
  StatisticsDelta withoutPuts() {
    return puts == 0 ? this : new StatisticsDelta(hits, misses, 0, removals);
  }
}
