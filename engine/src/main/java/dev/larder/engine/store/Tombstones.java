// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What keys that left a store leave behind: the number of their last write, so that data read
 * before is refused. One number serves all keys whose hashes meet in its slot, and is the greatest
 * of theirs. So memory is bounded and nothing is ever forgotten; when keys meet, a fill may be
 * refused that could have been admitted, never the other way round. Safe for any thread.
 *
 * <p>Each slot is the <em>floor</em> of its keys: what the protocol's floor is to a partition.
 */
final class Tombstones {
  private final AtomicLongArray floors;

  /**
   * All floors at a number.
   *
   * @param slots how many; rounded up to a power of two
   * @param floor of keys of which nothing is known
   */
  Tombstones(int slots, long floor) {
    int length = Math.max(2, Integer.highestOneBit(Math.max(1, slots - 1)) << 1);
    long[] initial = new long[length];
    Arrays.fill(initial, floor);
    this.floors = new AtomicLongArray(initial);
  }

  /** The number of the last write of a key that the store does not have, or a greater one. */
  long floorOf(Object key) {
    return floors.get(slotOf(key));
  }

  /** Keeps the number of a key's last write. Called before the key can be looked for in vain. */
  void raise(Object key, long version) {
    int slot = slotOf(key);
    long floor = floors.get(slot);
    while (floor < version && !floors.compareAndSet(slot, floor, version)) {
      floor = floors.get(slot);
    }
  }

  private int slotOf(Object key) {
    int hash = key.hashCode() * 0x9E3779B9; // neighbouring hashes go to different slots
    return (hash >>> 16 ^ hash) & (floors.length() - 1);
  }
}
