// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.CacheHolds;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.HoldsImage;
import java.util.List;
import java.util.Optional;

/**
 * One piece of a partition's state on its way to a new copy. First the head, then the keys range by
 * range, then the callers once more: only now does the new copy know the results of requests for
 * keys that it did not have.
 */
public sealed interface CopyPiece {

  /** What concerns all keys, and which requests were taken. */
  record Head(int generation, long timeMillis, List<CacheImage> caches, List<CallerImage> callers)
      implements CopyPiece {
    /** Keeps copies of the lists. */
    public Head {
      caches = List.copyOf(caches);
      callers = List.copyOf(callers);
    }
  }

  /**
   * Every key in some ranges of the hash.
   *
   * @param fromRange the first of them
   * @param toRange the first that is not among them
   * @param floors of these ranges: the numbers of last writes of keys that are not here
   */
  record Keys(int fromRange, int toRange, List<Long> floors, List<SlotImage> slots)
      implements CopyPiece {
    /** Keeps copies of the lists. */
    public Keys {
      floors = List.copyOf(floors);
      slots = List.copyOf(slots);
      if (fromRange < 0 || toRange <= fromRange || floors.size() != toRange - fromRange) {
        throw new IllegalArgumentException(
            "keys of ranges "
                + fromRange
                + " to "
                + toRange
                + " with "
                + floors.size()
                + " floors; there is one for each range");
      }
    }
  }

  /** The callers and what is known of their requests; the copy is complete. */
  record Callers(List<CallerImage> callers) implements CopyPiece {
    /** Keeps a copy of the list. */
    public Callers {
      callers = List.copyOf(callers);
    }
  }

  /** A cache as a whole. */
  record CacheImage(
      long cache, long clearedAt, List<CacheHolds.Timed> intents, List<CacheHolds.Timed> doubts) {
    /** Keeps copies of the lists. */
    public CacheImage {
      intents = List.copyOf(intents);
      doubts = List.copyOf(doubts);
    }
  }

  /** One key: its entry, and what is held on it. */
  record SlotImage(
      long cache,
      Payload key,
      Optional<Payload> value,
      long version,
      long endMillis,
      Optional<HeldImage> held) {}

  /** What is held on a key, and who waits for it. */
  record HeldImage(HoldsImage<Payload> holds, List<Waiting> turnQueue, List<Waiting> fillQueue) {
    /** Keeps copies of the lists. */
    public HeldImage {
      turnQueue = List.copyOf(turnQueue);
      fillQueue = List.copyOf(fillQueue);
    }
  }

  /** A request that waits for a hold. */
  record Waiting(RequestId request, EntryOperation<Payload, ?> operation) {}

  /** What is known of one caller's requests. */
  record CallerImage(
      ProcessId caller,
      long answeredBelow,
      long trimmedBelow,
      long lastMillis,
      List<RequestImage> requests) {
    /** Keeps a copy of the list. */
    public CallerImage {
      requests = List.copyOf(requests);
    }
  }

  /** One request; without a result while it waits. */
  record RequestImage(long number, Optional<Result> result) {}
}
