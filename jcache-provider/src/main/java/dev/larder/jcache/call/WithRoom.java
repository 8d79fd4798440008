// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;

/**
 * Mutations of a cache that writes behind: each first gets a place in the queue, and waits while
 * that is full.
 */
public final class WithRoom<K> implements Mutations<K> {
  private final Mutations<K> mutations;
  private final Room room;

  /** The queue's places. */
  public interface Room {
    /** Waits for a place and keeps it. */
    void reserve();

    /** Gives the place back; the queue has counted the write by now. */
    void release();
  }

  /** Other mutations, with a place in the queue each. */
  public WithRoom(Mutations<K> mutations, Room room) {
    this.mutations = mutations;
    this.room = room;
  }

  @Override
  public Outcome<Object> apply(String operation, K key, PlainOperation<Object> asked) {
    room.reserve();
    try {
      return mutations.apply(operation, key, asked);
    } finally {
      room.release();
    }
  }

  @Override
  public Outcome<Object> decide(String operation, K key, Decision decision) {
    room.reserve();
    try {
      return mutations.decide(operation, key, decision);
    } finally {
      room.release();
    }
  }
}
