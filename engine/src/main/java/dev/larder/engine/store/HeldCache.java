// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.CacheHolds;
import dev.larder.engine.entry.HoldLimits;
import java.util.function.UnaryOperator;

/**
 * What is held on one store as a whole. Readers look at an immutable state and take no lock; moves
 * are made one at a time. Every move that is made is followed by a clear of the store: a step that
 * still saw the state before has stored into a cell that the clear then finds.
 */
final class HeldCache {
  private final HeapStores group;
  private final HoldLimits limits;
  private final Runnable refuseOlderFills;
  private volatile CacheHolds holds = CacheHolds.NONE;

  /**
   * Nothing is held yet.
   *
   * @param refuseOlderFills refuses, from now on, fills of what was read until now
   */
  HeldCache(HeapStores group, HoldLimits limits, Runnable refuseOlderFills) {
    this.group = group;
    this.limits = limits;
    this.refuseOlderFills = refuseOlderFills;
  }

  boolean isHeld() {
    return holds.isHeld();
  }

  boolean isInDoubt() {
    return holds.isInDoubt();
  }

  /** The end of a value stored now, which a doubt cuts short. */
  long endOfStored(long endMillis, long nowMillis) {
    return isInDoubt() ? Math.min(endMillis, nowMillis + limits.doubtLifeMillis()) : endMillis;
  }

  /** Opens an intent and gives its number; the store is to be cleared. */
  long open(long nowMillis) {
    long id = group.nextHoldId();
    boolean unused = move(now -> now.opened(id, nowMillis + limits.sharedMillis()));
    return id;
  }

  /** Ends an intent; {@code false} if its limit had come before. The store is to be cleared. */
  synchronized boolean end(long id, long nowMillis, EntryStore.CacheEnd end) {
    boolean open = holds.holds(id);
    boolean unused =
        move(
            now ->
                end == EntryStore.CacheEnd.KNOWN
                    ? now.ended(id)
                    : now.doubted(id, nowMillis + limits.doubtMillis()));
    return open;
  }

  /** Ends what has outlived its limit; {@code true} if the store is to be cleared for it. */
  boolean endDue(long nowMillis) {
    return holds != CacheHolds.NONE && move(now -> now.at(nowMillis, limits.silentDoubtMillis()));
  }

  private synchronized boolean move(UnaryOperator<CacheHolds> step) {
    CacheHolds before = holds;
    CacheHolds after = step.apply(before);
    if (after != before) {
      refuseOlderFills.run(); // first: nothing may slip in between the end of a hold and the clear
    }
    holds = after;
    long nextMillis = after.nextMillis();
    if (nextMillis != Long.MAX_VALUE) {
      group.alarm().wakeAt(nextMillis);
    }
    return after != before;
  }
}
