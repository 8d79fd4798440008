// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

/**
 * The hashes of keys that left lately: four bytes each, no key objects. Buckets of eight, youngest
 * first; a ghost that enters a full bucket pushes out its oldest. Hashes that collide make a
 * newcomer look like a returner, which is harmless.
 */
final class GhostTable {
  private static final int BUCKET = 8;
  private static final int LEAST_BUCKETS = 2;
  private static final int NONE = 0;

  private int[] slots = new int[LEAST_BUCKETS * BUCKET];

  /**
   * Brings the number of places near {@code wanted}; what is remembered stays as far as it fits.
   */
  void fit(int wanted) {
    int buckets = Math.max(LEAST_BUCKETS, wanted / BUCKET + 1);
    int now = slots.length / BUCKET;
    if (buckets > now + now / 4 || buckets < now / 2) {
      rebuild(buckets);
    }
  }

  void remember(int keyHash) {
    insert(mixed(keyHash));
  }

  private void insert(int hash) {
    int first = bucketOf(hash);
    int hole = first;
    while (hole < first + BUCKET - 1 && slots[hole] != NONE) {
      hole++;
    }
    System.arraycopy(slots, first, slots, first + 1, hole - first);
    slots[first] = hash;
  }

  /** Forgets the hash; false when it is not here. */
  boolean forget(int keyHash) {
    int hash = mixed(keyHash);
    int first = bucketOf(hash);
    for (int i = first; i < first + BUCKET; i++) {
      if (slots[i] == hash) {
        System.arraycopy(slots, i + 1, slots, i, first + BUCKET - 1 - i);
        slots[first + BUCKET - 1] = NONE;
        return true;
      }
    }
    return false;
  }

  /** Oldest first, so that the young push out the old where buckets merge. */
  private void rebuild(int buckets) {
    int[] old = slots;
    slots = new int[buckets * BUCKET];
    for (int age = BUCKET - 1; age >= 0; age--) {
      for (int i = age; i < old.length; i += BUCKET) {
        if (old[i] != NONE) {
          insert(old[i]);
        }
      }
    }
  }

  /** The hash's high bits choose, by a multiplication, for any number of buckets. */
  private int bucketOf(int hash) {
    long buckets = slots.length / BUCKET;
    return (int) (((hash & 0xffff_ffffL) * buckets) >>> 32) * BUCKET;
  }

  /** Integers hash to themselves; this spreads them (the finalizer of MurmurHash3). */
  private static int mixed(int keyHash) {
    int h = keyHash;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    h ^= h >>> 16;
    return h == NONE ? 1 : h;
  }
}
