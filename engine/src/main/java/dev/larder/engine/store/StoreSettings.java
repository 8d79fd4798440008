// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.HoldLimits;
import java.util.function.Predicate;

/**
 * What a store must know about its cache.
 *
 * @param name the cache's name, for messages
 * @param endings whether entries may end by time
 * @param bound how much it may hold
 * @param limits how long a hold lasts that its caller does not end
 * @param pinned keys that must not be evicted, such as those with a write that is not yet done;
 *     asked under a lock, so it must neither block nor call back
 * @param tombstones how many numbers are kept for keys that left, 8 bytes each. With 0 none are,
 *     and a fill is refused if anything at all was written since its stamp, unless its key was held
 */
public record StoreSettings<K, V>(
    String name,
    Endings endings,
    StoreBound<K, V> bound,
    HoldLimits limits,
    Predicate<? super K> pinned,
    int tombstones) {

  /** Refuses a number of tombstones that nobody can have. */
  public StoreSettings {
    if (tombstones < 0 || tombstones > MOST_TOMBSTONES) {
      throw new IllegalArgumentException(
          "store " + name + ": " + tombstones + " tombstones; use 0 to " + MOST_TOMBSTONES);
    }
  }

  /** The most tombstones a store may have. */
  public static final int MOST_TOMBSTONES = 1 << 24;

  /** Without tombstones. */
  public StoreSettings(
      String name,
      Endings endings,
      StoreBound<K, V> bound,
      HoldLimits limits,
      Predicate<? super K> pinned) {
    this(name, endings, bound, limits, pinned, 0);
  }

  /** Whether entries may end by time. An entry that never does is smaller and faster to read. */
  public enum Endings {
    /** No operation gives an entry an end, and no intent ends in doubt. */
    NONE,
    /** Entries may end, each to the millisecond: a hit of one looks at the clock. */
    BY_TIME,
    /**
     * Entries may end, and are gone when the alarm that is set for their end has been answered. A
     * hit looks at the clock only if its key or the cache is in doubt.
     */
    BY_SWEEP
  }

  /** An unbounded store whose entries may end. */
  public static <K, V> StoreSettings<K, V> unbounded(String name) {
    return new StoreSettings<>(
        name, Endings.BY_TIME, new StoreBound.None<>(), HoldLimits.DEFAULT, key -> false);
  }
}
