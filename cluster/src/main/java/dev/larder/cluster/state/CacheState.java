// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import dev.larder.cluster.message.CopyPiece.CacheImage;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.CacheHolds;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.expiry.Ticket;
import dev.larder.engine.expiry.TimerWheel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a copy of a partition has of one cache. */
final class CacheState {
  static final Comparator<Slot> BY_KEY =
      (one, other) -> Arrays.compareUnsigned(one.key.bytes(), other.key.bytes());

  final long cache;
  Map<Payload, Slot> slots = new ConcurrentHashMap<>();

  /** The number of the last clear. */
  long clearedAt;

  CacheHolds holds = CacheHolds.NONE;

  /** Those that somebody holds or waits for: a clear has to tell them. */
  private final Set<Slot> heldSlots = new HashSet<>();

  private @Nullable TimerWheel<Slot> timers;

  /** No later than the first wake-up that is set. */
  private long nextMillis = ExpiryRule.ETERNAL;

  CacheState(long cache) {
    this.cache = cache;
  }

  /** The slots that a clear leaves, by key; everything else is gone. */
  List<Slot> dropAllButHeld(long nowMillis) {
    List<Slot> held = new ArrayList<>(heldSlots);
    held.sort(BY_KEY);
    slots = new ConcurrentHashMap<>();
    timers = null;
    nextMillis = ExpiryRule.ETERNAL;
    for (Slot slot : held) {
      slots.put(slot.key, slot);
      slot.ticket = null;
      settle(slot, nowMillis);
    }
    return held;
  }

  /** Keeps the slot's place in the order of time, and among those that are held. */
  void settle(Slot slot, long nowMillis) {
    if (slot.held == null) {
      heldSlots.remove(slot);
    } else {
      heldSlots.add(slot);
    }
    long wanted = slot.isEmpty() ? ExpiryRule.ETERNAL : slot.wakeMillis();
    Ticket<Slot> set = slot.ticket;
    if (set != null && !set.isDone() && set.atMillis() == wanted) {
      return;
    }
    if (set != null && timers != null) {
      timers.cancel(set);
    }
    nextMillis = Math.min(nextMillis, wanted);
    slot.ticket = wanted == ExpiryRule.ETERNAL ? null : timers(nowMillis).schedule(slot, wanted);
  }

  private TimerWheel<Slot> timers(long nowMillis) {
    TimerWheel<Slot> wheel = timers;
    if (wheel == null) {
      wheel = new TimerWheel<>(nowMillis);
      timers = wheel;
    }
    return wheel;
  }

  /** The slots whose time has come, by key. */
  List<Slot> due(long timeMillis) {
    List<Slot> due = new ArrayList<>();
    if (timers != null) {
      timers.advance(timeMillis, due::add);
      nextMillis = timers.nextWakeMillis();
    }
    due.sort(BY_KEY);
    return due;
  }

  /** When time may change something in this cache. */
  long wakeMillis() {
    return Math.min(holds.nextMillis(), nextMillis);
  }

  /** The cache that an image shows, without its keys. */
  static CacheState of(CacheImage image) {
    CacheState state = new CacheState(image.cache());
    state.clearedAt = image.clearedAt();
    state.holds = new CacheHolds(image.intents(), image.doubts());
    return state;
  }

  CacheImage image() {
    return new CacheImage(cache, clearedAt, holds.intents(), holds.doubts());
  }

  /** A key that another copy has. */
  void install(Slot slot, long nowMillis) {
    slots.put(slot.key, slot);
    settle(slot, nowMillis);
  }

  /** Everything, as text that tells differences. */
  void describe(StringBuilder text) {
    text.append(image()).append('\n');
    slots.values().stream()
        .sorted(BY_KEY)
        .forEach(
            slot -> {
              int value = slot.value == null ? 0 : slot.value.hashCode();
              text.append(slot.image(0)).append(value).append('\n');
            });
  }
}
