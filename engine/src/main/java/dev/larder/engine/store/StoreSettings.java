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
 */
public record StoreSettings<K, V>(
    String name,
    Endings endings,
    StoreBound<K, V> bound,
    HoldLimits limits,
    Predicate<? super K> pinned) {

  /** Whether entries may end by time. An entry that never does is smaller and faster to read. */
  public enum Endings {
    /** No operation gives an entry an end, and no intent ends in doubt. */
    NONE,
    /** Entries may end. */
    BY_TIME
  }

  /** An unbounded store whose entries may end. */
  public static <K, V> StoreSettings<K, V> unbounded(String name) {
    return new StoreSettings<>(
        name, Endings.BY_TIME, new StoreBound.None<>(), HoldLimits.DEFAULT, key -> false);
  }
}
