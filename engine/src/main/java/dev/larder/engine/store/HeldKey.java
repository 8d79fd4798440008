// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.entry.KeyHolds;
import dev.larder.engine.entry.Waits;
import dev.larder.engine.expiry.Ticket;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is held on one key, and who waits for it; guarded by the cell's monitor. */
final class HeldKey<K, V> {
  final KeyHolds<V> holds;

  /** Those who wait for the turn or intent to end, in their order. */
  final Deque<PendingCall<V, ?>> turnQueue = new ArrayDeque<>(0);

  /** Those who wait for the load to end. */
  final Deque<PendingCall<V, ?>> fillQueue = new ArrayDeque<>(0);

  /** The wake-up that is set for the holds, or for an earlier instant. */
  @Nullable Ticket<Cell<K, V>> ticket;

  HeldKey(HoldLimits limits) {
    holds = new KeyHolds<>(limits);
  }

  void enqueue(PendingCall<V, ?> call, Waits waits) {
    (waits == Waits.FOR_FILL ? fillQueue : turnQueue).add(call);
  }

  boolean isEmpty() {
    return holds.isEmpty() && !isWaitedFor();
  }

  /** When the holds have to be looked at, however nobody asks for the key. */
  long wakeMillis() {
    return isWaitedFor() ? holds.nextAlarmMillis() : holds.nextDoubtMillis();
  }

  private boolean isWaitedFor() {
    return !turnQueue.isEmpty() || !fillQueue.isEmpty();
  }
}
