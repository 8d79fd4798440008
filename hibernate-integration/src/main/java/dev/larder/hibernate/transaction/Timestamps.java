// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

/**
 * The numbers that Hibernate compares to tell whether query results are still good: those of
 * sessions are odd, those of changes even, so a change and a session never meet. Both are made of
 * the store's sequence, so there is no clock in them.
 */
public final class Timestamps {
  /**
   * Added by Hibernate to the number of a change that is only announced; no sequence comes so far.
   */
  public static final long ANNOUNCED = 1L << 61;

  /** Greater than any: nothing cached is good. */
  public static final long CHANGING = Long.MAX_VALUE;

  private Timestamps() {}

  /** Of a session that begins when the sequence has come so far: after every change up to it. */
  public static long ofSession(long stamp) {
    return 2 * stamp + 1;
  }

  /** Of a change that ended when the sequence had come so far: after every session up to it. */
  public static long ofChange(long stamp) {
    return 2 * stamp + 2;
  }

  /** Of what has not changed since the sequence was there: before every session from it on. */
  public static long ofNoChangeSince(long stamp) {
    return 2 * stamp;
  }

  /** Whether this number announces a change, rather than telling its end. */
  public static boolean isAnnounced(long timestamp) {
    return timestamp >= ANNOUNCED;
  }
}
