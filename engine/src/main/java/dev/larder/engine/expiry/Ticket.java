// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.expiry;

import org.jspecify.annotations.Nullable;

/**
 * One wake-up in a {@link TimerWheel}, kept by its owner so that it can be cancelled.
 *
 * @param <E> the owner
 */
public final class Ticket<E> {
  final long atMillis;
  @Nullable E owner;
  byte level;
  Ticket<E> previous = this;
  Ticket<E> next = this;

  Ticket(@Nullable E owner, long atMillis) {
    this.owner = owner;
    this.atMillis = atMillis;
  }

  /** The instant asked for, in milliseconds. */
  public long atMillis() {
    return atMillis;
  }

  /** Whether it has been handed over or taken back. */
  public boolean isDone() {
    return owner == null;
  }

  void insertBefore(Ticket<E> head) {
    previous = head.previous;
    next = head;
    previous.next = this;
    head.previous = this;
  }

  void unlink() {
    previous.next = next;
    next.previous = previous;
    previous = this;
    next = this;
  }
}
