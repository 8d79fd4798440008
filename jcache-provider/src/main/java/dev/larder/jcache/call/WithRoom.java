// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;

/**
 * Mutations of a cache that writes behind: each first gets a place in the queue, and waits while
 * that is full, unless its key is pending and has one.
 */
public final class WithRoom<K> implements Mutations<K> {
  private final Mutations<K> mutations;
  private final Room<K> room;

  /** The queue's places. */
  public interface Room<K> {
    /** Waits for a place for a key and keeps it. */
    void reserve(K key);

    /** Gives the place back; the queue has counted the write by now. */
    void release();
  }

  /** Other mutations, with a place in the queue each. */
  public WithRoom(Mutations<K> mutations, Room<K> room) {
    this.mutations = mutations;
    this.room = room;
  }

  @Override
  public Outcome<Object> apply(String operation, K key, PlainOperation<Object> asked) {
    room.reserve(key);
    try {
      return mutations.apply(operation, key, asked);
    } finally {
      room.release();
    }
  }

  @Override
  public Outcome<Object> decide(String operation, K key, Decision decision) {
    room.reserve(key);
    try {
      return mutations.decide(operation, key, decision);
    } finally {
      room.release();
    }
  }
}
