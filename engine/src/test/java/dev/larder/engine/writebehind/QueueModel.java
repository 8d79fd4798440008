// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A write-behind queue as simple as it can be, to compare with: one record per key, every question
 * answered by looking at all of them. Beside it, what the writer has seen of each key.
 */
final class QueueModel {

  /** A write that waits. */
  private record Waiting(
      Flight<Integer, String> next, long dueMillis, long order, boolean backingOff) {}

  /** One key: what is known of it now, and what the writer has seen of it. */
  private static final class Key {
    private Optional<Waiting> waiting = Optional.empty();
    private Optional<Flight<Integer, String>> flight = Optional.empty();
    private Optional<Flight<Integer, String>> dead = Optional.empty();
    private int failuresInARow;
    private long lastAccepted;
    private long lastTried;
    private long lastTaken;
    private long lastLost;

    boolean active() {
      return waiting.isPresent() || flight.isPresent();
    }

    Optional<Flight<Integer, String>> newest() {
      return waiting.map(Waiting::next).or(() -> flight);
    }

    KeyState state() {
      if (flight.isPresent()) {
        return waiting.isPresent() ? KeyState.FLYING_AND_PENDING : KeyState.FLYING;
      }
      if (waiting.isPresent()) {
        return waiting.get().backingOff() ? KeyState.BACKING_OFF : KeyState.PENDING;
      }
      return dead.isPresent() ? KeyState.DEAD : KeyState.IDLE;
    }
  }

  private final WriteBehindOptions options;
  private final RandomGenerator jitter;
  private final Map<Integer, Key> keys = new LinkedHashMap<>();
  private final List<Integer> deadOldestFirst = new ArrayList<>();
  private boolean draining;
  private long lastOrder;

  /** A model whose jitter gives the same numbers as that of the queue. */
  QueueModel(WriteBehindOptions options, RandomGenerator jitter, int keyCount) {
    this.options = options;
    this.jitter = jitter;
    for (int key = 0; key < keyCount; key++) {
      keys.put(key, new Key());
    }
  }

  KeyState state(int key) {
    return keys.get(key).state();
  }

  OfferOutcome offer(int name, PendingWrite<String> write, long version, long nowMillis) {
    Key key = keys.get(name);
    long known = key.newest().or(() -> key.dead).map(Flight::version).orElse(0L);
    if (known >= version) {
      return OfferOutcome.STALE;
    }
    if (!key.active() && size() >= options.capacity()) {
      return OfferOutcome.FULL;
    }
    boolean replaces = key.waiting.isPresent() || key.dead.isPresent();
    Flight<Integer, String> next = new Flight<>(name, write, version, 1);
    Waiting fresh = new Waiting(next, nowMillis + options.delayMillis(), ++lastOrder, false);
    Waiting old = key.waiting.orElse(fresh);
    key.waiting = Optional.of(new Waiting(next, old.dueMillis(), old.order(), old.backingOff()));
    key.lastAccepted = version;
    bury(name, Optional.empty());
    return replaces ? OfferOutcome.COALESCED : OfferOutcome.QUEUED;
  }

  /** The batch that is next; its writes fly. */
  Optional<Batch<Integer, String>> take(long nowMillis) {
    boolean hurried = hurried();
    List<Flight<Integer, String>> due =
        keys.values().stream()
            .filter(key -> key.flight.isEmpty())
            .flatMap(key -> key.waiting.stream())
            .filter(
                waiting -> waiting.dueMillis() <= nowMillis || (hurried && !waiting.backingOff()))
            .sorted(Comparator.comparing(Waiting::dueMillis).thenComparing(Waiting::order))
            .map(Waiting::next)
            .toList();
    if (due.isEmpty()) {
      return Optional.empty();
    }
    WriteKind kind = due.get(0).write().kind();
    List<Flight<Integer, String>> flights =
        due.stream()
            .filter(flight -> flight.write().kind() == kind)
            .limit(options.batchSize())
            .toList();
    flights.forEach(this::takeOff);
    return Optional.of(new Batch<>(kind, flights));
  }

  private void takeOff(Flight<Integer, String> flight) {
    Key key = keys.get(flight.key());
    check(flight.version() >= key.lastTried, "versions are tried in order");
    check(flight.attempt() <= options.retry().maxAttempts(), "attempts are bounded");
    key.lastTried = flight.version();
    key.flight = Optional.of(flight);
    key.waiting = Optional.empty();
  }

  /** Ends the flights of a batch; says how many dead letters were dropped. */
  int settle(Batch<Integer, String> batch, Set<Integer> failed, long nowMillis) {
    int dropped = 0;
    for (Flight<Integer, String> flight : batch.flights()) {
      Key key = keys.get(flight.key());
      key.flight = Optional.empty();
      if (!failed.contains(flight.key())) {
        check(flight.version() > key.lastTaken, "versions at the writer rise");
        key.lastTaken = flight.version();
        key.failuresInARow = 0;
      } else if (key.waiting.isEmpty() && flight.attempt() == options.retry().maxAttempts()) {
        key.failuresInARow = 0;
        bury(flight.key(), Optional.of(flight));
        dropped += dropBeyondBound();
      } else {
        backOff(key, flight, nowMillis);
      }
    }
    return dropped;
  }

  private void backOff(Key key, Flight<Integer, String> failed, long nowMillis) {
    key.failuresInARow++;
    int failures = draining ? 1 : key.failuresInARow;
    long dueMillis = nowMillis + options.retry().backoffMillis(failures, jitter);
    Flight<Integer, String> again =
        new Flight<>(failed.key(), failed.write(), failed.version(), failed.attempt() + 1);
    Flight<Integer, String> next = key.waiting.map(Waiting::next).orElse(again);
    key.waiting = Optional.of(new Waiting(next, dueMillis, ++lastOrder, true));
  }

  private int dropBeyondBound() {
    if (deadOldestFirst.size() <= options.deadLetterCapacity()) {
      return 0;
    }
    lose(deadOldestFirst.get(0));
    return 1;
  }

  int discardAll() {
    int count = deadOldestFirst.size();
    List.copyOf(deadOldestFirst).forEach(this::lose);
    return count;
  }

  boolean discard(int key) {
    boolean present = deadOldestFirst.contains(key);
    if (present) {
      lose(key);
    }
    return present;
  }

  private void lose(Integer name) {
    Key key = keys.get(name);
    key.lastLost = key.dead.orElseThrow().version();
    bury(name, Optional.empty());
  }

  private void bury(Integer name, Optional<Flight<Integer, String>> dead) {
    keys.get(name).dead = dead;
    deadOldestFirst.remove(name);
    if (dead.isPresent()) {
      deadOldestFirst.add(name);
    }
  }

  int retryAll(long nowMillis) {
    int count = 0;
    for (Integer name : List.copyOf(deadOldestFirst)) {
      count += retry(name, nowMillis) ? 1 : 0;
    }
    return count;
  }

  boolean retry(Integer name, long nowMillis) {
    if (!deadOldestFirst.contains(name) || size() >= options.capacity()) {
      return false;
    }
    Key key = keys.get(name);
    Flight<Integer, String> dead = key.dead.orElseThrow();
    Flight<Integer, String> next = new Flight<>(name, dead.write(), dead.version(), 1);
    key.waiting = Optional.of(new Waiting(next, nowMillis, ++lastOrder, false));
    bury(name, Optional.empty());
    return true;
  }

  void drain(long nowMillis) {
    if (draining) {
      return;
    }
    draining = true;
    for (Key key : keys.values()) {
      if (key.state() == KeyState.BACKING_OFF) {
        Waiting old = key.waiting.orElseThrow();
        long dueMillis = Math.min(old.dueMillis(), nowMillis);
        key.waiting = Optional.of(new Waiting(old.next(), dueMillis, old.order(), true));
      }
    }
  }

  /** Compares everything that can be asked. */
  void compare(WriteBehindQueue<Integer, String> queue) {
    long unsettled = 0;
    for (Map.Entry<Integer, Key> entry : keys.entrySet()) {
      Key key = entry.getValue();
      check(queue.state(entry.getKey()) == key.state(), "state");
      check(
          queue.pending(entry.getKey()).equals(key.newest().map(Flight::write)),
          "a reader sees the newest write");
      check(
          queue.hasRoomFor(entry.getKey()) == (key.active() || size() < options.capacity()),
          "room for a key");
      unsettled += (key.waiting.isPresent() ? 1 : 0) + (key.flight.isPresent() ? 1 : 0);
    }
    check(queue.size() == size() && size() <= options.capacity(), "size");
    check(queue.isFull() == (size() == options.capacity()), "full");
    check(queue.nextDueMillis().equals(nextDueMillis()), "next due");
    check(queue.isDrained() == (draining && size() == 0), "drained");
    List<DeadLetter<Integer>> letters = queue.deadLetters();
    check(letters.stream().map(DeadLetter::key).toList().equals(deadOldestFirst), "dead letters");
    check(letters.size() <= options.deadLetterCapacity(), "dead letters are bounded");
    checkNothingVanished(queue.statistics(), unsettled);
  }

  private OptionalLong nextDueMillis() {
    long earlierMillis = hurried() ? options.delayMillis() : 0;
    return keys.values().stream()
        .filter(key -> key.flight.isEmpty())
        .flatMap(key -> key.waiting.stream())
        .mapToLong(waiting -> waiting.dueMillis() - (waiting.backingOff() ? 0 : earlierMillis))
        .min();
  }

  private void checkNothingVanished(WriteBehindStatistics counts, long unsettled) {
    long ended =
        counts.stale()
            + counts.refused()
            + counts.coalesced()
            + counts.written()
            + counts.deleted()
            + counts.dropped()
            + counts.discarded();
    check(counts.offered() == ended + unsettled + deadOldestFirst.size(), "nothing vanishes");
  }

  /** Checks, after draining, that the last accepted write of each key is where it belongs. */
  void checkNothingLost() {
    for (Key key : keys.values()) {
      long dead = key.dead.map(Flight::version).orElse(0L);
      assertThat(key.active()).isFalse();
      assertThat(key.lastAccepted).isIn(key.lastTaken, dead, key.lastLost);
    }
  }

  private int size() {
    int size = 0;
    for (Key key : keys.values()) {
      size += key.active() ? 1 : 0;
    }
    return size;
  }

  private boolean hurried() {
    return draining || size() >= Math.max(1, options.capacity() * 3 / 4);
  }

  /** Runs millions of times: an assertion object for each would take most of the time. */
  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
