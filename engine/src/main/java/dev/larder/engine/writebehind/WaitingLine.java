// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** The keys of one kind that wait, the longest due first; each step is O(log n). */
final class WaitingLine<K, V> {
  private final Comparator<KeySlot<K, V>> longestDueFirst =
      Comparator.<KeySlot<K, V>>comparingLong(KeySlot::dueMillis)
          .thenComparingLong(KeySlot::sequence);
  private final SortedSet<KeySlot<K, V>> pending = new TreeSet<>(longestDueFirst);
  private final SortedSet<KeySlot<K, V>> backingOff = new TreeSet<>(longestDueFirst);

  void add(KeySlot<K, V> slot) {
    side(slot).add(slot);
  }

  void remove(KeySlot<K, V> slot) {
    side(slot).remove(slot);
  }

  /**
   * The key that is due for the longest time.
   *
   * @param pendingFromMillis keys that wait out their delay count as due when their due time is not
   *     after this; those in back-off have only {@code nowMillis}
   */
  Optional<KeySlot<K, V>> oldestDue(long nowMillis, long pendingFromMillis) {
    Optional<KeySlot<K, V>> fresh = head(pending, pendingFromMillis);
    Optional<KeySlot<K, V>> retry = head(backingOff, nowMillis);
    return older(fresh, retry);
  }

  /** When the first key that waits out its delay is due. */
  OptionalLong nextPendingMillis() {
    return firstDueMillis(pending);
  }

  /** When the first key in back-off is due. */
  OptionalLong nextRetryMillis() {
    return firstDueMillis(backingOff);
  }

  /** Ends the back-off of all keys that are in one. */
  void endBackoffs(long nowMillis) {
    List<KeySlot<K, V>> all = new ArrayList<>(backingOff);
    backingOff.clear();
    for (KeySlot<K, V> slot : all) {
      slot.dueAt(Math.min(slot.dueMillis(), nowMillis), slot.sequence());
      backingOff.add(slot);
    }
  }

  /** The one of two keys that is due for longer. */
  Optional<KeySlot<K, V>> older(Optional<KeySlot<K, V>> one, Optional<KeySlot<K, V>> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return longestDueFirst.compare(one.get(), other.get()) <= 0 ? one : other;
  }

  private SortedSet<KeySlot<K, V>> side(KeySlot<K, V> slot) {
    return slot.backingOff() ? backingOff : pending;
  }

  private Optional<KeySlot<K, V>> head(SortedSet<KeySlot<K, V>> side, long untilMillis) {
    if (side.isEmpty() || side.first().dueMillis() > untilMillis) {
      return Optional.empty();
    }
    return Optional.of(side.first());
  }

  private OptionalLong firstDueMillis(SortedSet<KeySlot<K, V>> side) {
    return side.isEmpty() ? OptionalLong.empty() : OptionalLong.of(side.first().dueMillis());
  }
}
