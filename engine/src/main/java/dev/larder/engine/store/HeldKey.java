// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.KeyHolds;
import dev.larder.engine.entry.Waits;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is held on one key, and who waits for it; guarded as the key is.
 *
 * @param <V> the value, in the form the store holds
 * @param <W> a call that waits
 */
public class HeldKey<V, W extends WaitingCall<V>> {
  /** What is held. */
  public final KeyHolds<V> holds;

  /** Those who wait for the turn or intent to end, in their order. */
  public final Deque<W> turnQueue = new ArrayDeque<>(0);

  /** Those who wait for the load to end. */
  public final Deque<W> fillQueue = new ArrayDeque<>(0);

  /** Nobody waits yet. */
  public HeldKey(KeyHolds<V> holds) {
    this.holds = holds;
  }

  /** Lets a call wait. */
  public final void enqueue(W call, Waits waits) {
    (waits == Waits.FOR_FILL ? fillQueue : turnQueue).add(call);
  }

  /** Whether nothing is held and nobody waits. */
  public final boolean isEmpty() {
    return holds.isEmpty() && !isWaitedFor();
  }

  /** When the holds have to be looked at, however nobody asks for the key. */
  public final long wakeMillis() {
    return isWaitedFor() ? holds.nextAlarmMillis() : holds.nextDoubtMillis();
  }

  private boolean isWaitedFor() {
    return !turnQueue.isEmpty() || !fillQueue.isEmpty();
  }
}
