// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.management;

/**
 * One region of one session factory. Hibernate's own statistics count hits, misses and puts; here
 * is what they have no word for.
 */
public interface RegionMXBean {

  /** The region's name as Hibernate gives it. */
  String getRegion();

  /** How many entries there are, roughly. */
  long getEntries();

  /** How many entries were dropped because the region was full. */
  long getEvictions();

  /** Fills that were stored. */
  long getFills();

  /** Fills refused because something touched the key since the transaction began. */
  long getFillsRefusedAsOld();

  /** Fills refused because a transaction was at work on the key or the region. */
  long getFillsRefusedAsHeld();

  /** Fills refused because an entry was there already. */
  long getFillsRefusedAsPresent();

  /** Intents opened: keys that transactions changed, and regions that bulk statements changed. */
  long getIntents();

  /** Intents that had outlived {@code intent-max} when their transaction ended. */
  long getOutlivedIntents();

  /** Calls that the store did not answer in time, or answered by an exception. */
  long getFailures();

  /** Invalidations that the store has not acknowledged yet. */
  int getJournalled();

  /** Whether the region goes past its store for now: all reads miss. */
  boolean isDetached();

  /**
   * For tests: cuts the region off its store, or lets it reach it again. While it is cut off,
   * nothing that is sent arrives, and no answer comes.
   */
  void cutOff(boolean cut);
}
