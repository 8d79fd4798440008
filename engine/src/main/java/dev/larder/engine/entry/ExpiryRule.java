// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/**
 * How long an entry lives after it was created, updated or read, as data that travels with an
 * operation. Lives are in milliseconds; {@code 0} means gone at once (JSR-107, "Expiry Policies").
 *
 * @param creationMillis life after creation, or {@link #ETERNAL}
 * @param updateMillis life after an update, {@link #ETERNAL} or {@link #UNCHANGED}
 * @param accessMillis life after a read, {@link #ETERNAL} or {@link #UNCHANGED}
 */
public record ExpiryRule(long creationMillis, long updateMillis, long accessMillis) {

  /** As a life or an end: never. */
  public static final long ETERNAL = Long.MAX_VALUE;

  /** As a life: the end stays what it was. */
  public static final long UNCHANGED = -1;

  /** Entries that never end. */
  public static final ExpiryRule NEVER = new ExpiryRule(ETERNAL, UNCHANGED, UNCHANGED);

  /** Refuses lives that no policy can give. */
  public ExpiryRule {
    if (creationMillis < 0 || updateMillis < UNCHANGED || accessMillis < UNCHANGED) {
      throw new IllegalArgumentException(
          "expiry rule: lives of "
              + creationMillis
              + ", "
              + updateMillis
              + " and "
              + accessMillis
              + " ms; a life is 0 or more, after an update or a read also -1 for unchanged");
    }
  }

  /** A rule that gives an entry this life whether it is created or updated. */
  public static ExpiryRule fixed(long lifeMillis) {
    return new ExpiryRule(lifeMillis, lifeMillis, UNCHANGED);
  }

  /** Whether a read may move an entry's end. */
  public boolean movesOnAccess() {
    return accessMillis != UNCHANGED;
  }

  long endAfterCreation(long nowMillis) {
    return end(nowMillis, creationMillis, ETERNAL);
  }

  long endAfterUpdate(long nowMillis, long endMillis) {
    return end(nowMillis, updateMillis, endMillis);
  }

  /** The end of an entry that is read now and ended at {@code endMillis} so far. */
  public long endAfterAccess(long nowMillis, long endMillis) {
    return end(nowMillis, accessMillis, endMillis);
  }

  private static long end(long nowMillis, long lifeMillis, long unchangedMillis) {
    if (lifeMillis == UNCHANGED) {
      return unchangedMillis;
    }
    long end = nowMillis + lifeMillis;
    return lifeMillis == ETERNAL || end < nowMillis ? ETERNAL : end;
  }
}
