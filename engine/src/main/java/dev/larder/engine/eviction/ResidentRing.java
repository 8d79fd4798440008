// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

import org.jspecify.annotations.Nullable;

/**
 * A first-in, first-out queue of residents in one circular array, four bytes a place. A resident
 * leaves from the middle by its slot and leaves a hole, which {@link #poll} skips and a full array
 * squeezes out.
 */
final class ResidentRing<E extends Evictable> {
  private static final int LEAST_PLACES = 8;

  /** Positions share an {@code int} with the tag of the ring. */
  private static final int MOST_PLACES = 1 << 30;

  private final int tag;
  private @Nullable Evictable[] places = new @Nullable Evictable[LEAST_PLACES];
  private int head;
  private int span; // places from head on that are in use, holes included
  private int size;

  /** A ring whose residents' slots have {@code tag}, 0 or 1, as their lowest bit. */
  ResidentRing(int tag) {
    this.tag = tag;
  }

  int size() {
    return size;
  }

  boolean holds(E resident) {
    return resident.slot != Evictable.NO_SLOT && (resident.slot & 1) == tag;
  }

  void add(E resident) {
    if (span == places.length) {
      makeRoom();
    }
    int place = wrap(head + span);
    places[place] = resident;
    resident.slot = (place << 1) | tag;
    span++;
    size++;
  }

  /** Takes out the oldest resident; the ring must not be empty. */
  @SuppressWarnings("unchecked") // only add fills a place
  E poll() {
    while (true) {
      Evictable resident = places[head];
      places[head] = null;
      head = wrap(head + 1);
      span--;
      if (resident != null) {
        resident.slot = Evictable.NO_SLOT;
        size--;
        return (E) resident;
      }
    }
  }

  void remove(E resident) {
    places[resident.slot >>> 1] = null;
    resident.slot = Evictable.NO_SLOT;
    size--;
    if (size == 0) {
      head = 0;
      span = 0;
    }
  }

  /** Squeezes out the holes; grows where that frees less than a quarter, shrinks an idle array. */
  private void makeRoom() {
    int capacity = places.length;
    if (size > capacity - capacity / 4) {
      capacity = Math.min(MOST_PLACES, capacity + capacity / 2);
    } else if (size < capacity / 4) {
      capacity = Math.max(LEAST_PLACES, capacity / 2);
    }
    if (size == capacity) {
      throw new IllegalStateException("eviction: " + size + " residents; at most " + MOST_PLACES);
    }
    squeezeInto(capacity);
  }

  /** In place the head stays where it is, for a resident never moves past its own old place. */
  private void squeezeInto(int capacity) {
    boolean inPlace = capacity == places.length;
    @Nullable Evictable[] target = inPlace ? places : new @Nullable Evictable[capacity];
    int start = inPlace ? head : 0;
    int filled = 0;
    for (int i = 0; i < span; i++) {
      int from = wrap(head + i);
      Evictable resident = places[from];
      if (resident != null) {
        int to = inPlace ? wrap(start + filled) : filled;
        places[from] = null;
        target[to] = resident;
        resident.slot = (to << 1) | tag;
        filled++;
      }
    }
    places = target;
    head = start;
    span = filled;
  }

  private int wrap(int position) {
    return position >= places.length ? position - places.length : position;
  }
}
