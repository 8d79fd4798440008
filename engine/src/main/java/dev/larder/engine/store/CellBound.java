// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.eviction.EvictionPolicy;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a store within its bound. Told after an entry appeared, left or changed its weight, outside
 * the cell's monitor; hits and updates of the same weight do not come here. What it has counted is
 * brought in line with what the cell holds at that moment, so it does not matter in which order two
 * threads report.
 */
final class CellBound<K, V> {
  private final StoreBound<K, V> bound;
  private final Predicate<Cell<K, V>> evictable;
  private final EvictionPolicy<Cell<K, V>> policy = new EvictionPolicy<>();
  private long countedBytes;

  CellBound(StoreSettings<K, V> settings) {
    this.bound = settings.bound();
    this.evictable =
        cell -> {
          HeldCell<K, V> held = cell.held;
          return (held == null || held.holds.evictable()) && !settings.pinned().test(cell.key);
        };
  }

  /** Counts a cell as it is now. */
  synchronized void count(Cell<K, V> cell) {
    boolean present = cell.valueOrNull() != null;
    if (cell instanceof WeighedCell<K, V> weighed) {
      long bytes = present ? weighed.weightBytes : 0;
      countedBytes += bytes - weighed.countedBytes;
      weighed.countedBytes = bytes;
    }
    if (present == policy.holds(cell)) {
      return;
    }
    if (present) {
      policy.add(cell);
    } else {
      policy.remove(cell);
    }
  }

  /**
   * The next cell to evict, no longer counted; {@code null} if the store is within its bound.
   *
   * @param newest goes first if it alone is too heavy: nothing else would make room for it
   */
  synchronized @Nullable Cell<K, V> nextVictim(Cell<K, V> newest) {
    if (!isExceeded()) {
      return null;
    }
    Cell<K, V> victim = newest;
    if (isTooHeavy(newest) && evictable.test(newest)) {
      policy.remove(newest);
    } else {
      victim = policy.nextVictim(evictable);
    }
    if (victim instanceof WeighedCell<K, V> weighed) {
      countedBytes -= weighed.countedBytes;
      weighed.countedBytes = 0;
    }
    return victim;
  }

  private boolean isTooHeavy(Cell<K, V> cell) {
    return bound instanceof StoreBound.Bytes<K, V> bytes
        && cell instanceof WeighedCell<K, V> weighed
        && weighed.countedBytes > bytes.maximumBytes();
  }

  private boolean isExceeded() {
    if (bound instanceof StoreBound.Entries<K, V> entries) {
      return policy.size() > entries.maximumEntries();
    }
    return bound instanceof StoreBound.Bytes<K, V> bytes && countedBytes > bytes.maximumBytes();
  }
}
