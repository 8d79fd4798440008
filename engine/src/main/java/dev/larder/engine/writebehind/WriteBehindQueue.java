// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The decisions of a write-behind queue: a machine without threads, clock or lock. The states of
 * one key and its moves:
 *
 * <pre>
 * state               input         next
 * IDLE                offerNewer    PENDING
 * IDLE                offerFull     IDLE
 * PENDING             offerNewer    PENDING
 * PENDING             offerStale    PENDING
 * PENDING             take          FLYING
 * FLYING              offerNewer    FLYING_AND_PENDING
 * FLYING              offerStale    FLYING
 * FLYING              done          IDLE
 * FLYING              failed        BACKING_OFF
 * FLYING              failedLast    DEAD
 * FLYING_AND_PENDING  offerNewer    FLYING_AND_PENDING
 * FLYING_AND_PENDING  offerStale    FLYING_AND_PENDING
 * FLYING_AND_PENDING  done          PENDING
 * FLYING_AND_PENDING  failed        BACKING_OFF
 * FLYING_AND_PENDING  failedLast    BACKING_OFF
 * BACKING_OFF         offerNewer    BACKING_OFF
 * BACKING_OFF         offerStale    BACKING_OFF
 * BACKING_OFF         take          FLYING
 * DEAD                offerNewer    PENDING
 * DEAD                offerStale    DEAD
 * DEAD                offerFull     DEAD
 * DEAD                retry         PENDING
 * DEAD                discard       IDLE
 * DEAD                crowdOut      IDLE
 * </pre>
 *
 * <p>{@code failedLast} is the failure of the last attempt the rule allows; {@code crowdOut} a
 * younger dead letter that finds the list full. The rules behind it:
 *
 * <ul>
 *   <li>A key is never in two batches, and the newest version wins; so the writer sees the versions
 *       of a key in rising order, some left out. An idle key is forgotten, its version too: offer
 *       under the key's turn, where versions of a key rise.
 *   <li>Attempts belong to a write: a newer one starts with none. The back-off belongs to the key:
 *       a newer write waits out the one that runs, and failures in a row lengthen it until the
 *       writer takes something. So new writes neither hammer a failing writer nor inherit another
 *       value's guilt.
 *   <li>A newer write takes the place of a dead letter of its key at once; a letter that is listed
 *       is always the last accepted write of its key. A dead write is no longer {@link #pending}.
 *   <li>From the high-water mark on and while draining nobody waits out the delay. Back-off is kept
 *       under pressure. {@link #drain} ends those that run; later ones are as short as the first,
 *       so draining takes at most the attempts times {@code initialBackoffMillis}, plus the writer.
 *   <li>The longest due goes first and its kind is the kind of the batch; what comes later is due
 *       later, so neither kind starves.
 * </ul>
 *
 * <p>Not safe for use by several threads: its owner calls it under one lock, and the writer outside
 * that lock. Times are readings of one clock that does not go back.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class WriteBehindQueue<K, V> {
  private final WriteBehindOptions options;
  private final RandomGenerator jitter;

  private final Map<K, KeySlot<K, V>> slots = new HashMap<>();
  private final WaitingLine<K, V> writes = new WaitingLine<>();
  private final WaitingLine<K, V> deletes = new WaitingLine<>();
  private final List<WaitingLine<K, V>> lines = List.of(writes, deletes);
  private final Set<Batch<K, V>> openBatches = Collections.newSetFromMap(new IdentityHashMap<>());
  private final DeadLetterBox<K, V> deadLetters;
  private boolean draining;
  private int reserved;
  private long lastSequence;

  private long offered;
  private long stale;
  private long refused;
  private long coalesced;
  private long written;
  private long deleted;
  private long failedAttempts;
  private long dead;
  private long dropped;
  private long discarded;

  /** An empty queue; the jitter is used by no one else meanwhile. */
  public WriteBehindQueue(WriteBehindOptions options, RandomGenerator jitter) {
    this.options = options;
    this.jitter = jitter;
    this.deadLetters = new DeadLetterBox<>(options.deadLetterCapacity());
  }

  /** Takes a write unless it is stale, or its key is new to a full queue. */
  public OfferOutcome offer(K key, PendingWrite<V> write, long version, long nowMillis) {
    offered++;
    KeySlot<K, V> slot = slots.get(key);
    return slot == null
        ? offerNewKey(key, write, version, nowMillis)
        : offerKnownKey(slot, write, version, nowMillis);
  }

  private OfferOutcome offerNewKey(K key, PendingWrite<V> write, long version, long nowMillis) {
    Optional<DeadLetterBox.Dead<K, V>> given = deadLetters.find(key);
    if (given.isPresent() && given.get().letter().version() >= version) {
      stale++;
      return OfferOutcome.STALE;
    }
    if (isFull()) {
      refused++;
      return OfferOutcome.FULL;
    }
    enqueue(key, write, version, nowMillis + options.delayMillis());
    if (deadLetters.take(key).isEmpty()) {
      return OfferOutcome.QUEUED;
    }
    coalesced++;
    return OfferOutcome.COALESCED;
  }

  private OfferOutcome offerKnownKey(
      KeySlot<K, V> slot, PendingWrite<V> write, long version, long nowMillis) {
    if (slot.newestVersion() >= version) {
      stale++;
      return OfferOutcome.STALE;
    }
    if (!slot.hasWaiting()) {
      slot.await(write, version);
      slot.dueAt(nowMillis + options.delayMillis(), ++lastSequence);
      return OfferOutcome.QUEUED;
    }
    coalesced++;
    boolean moves = !slot.flying() && slot.kind() != write.kind();
    if (moves) {
      lineOf(slot.kind()).remove(slot);
    }
    slot.await(write, version); // keeps its place and due time: those of the first offer
    if (moves) {
      lineOf(slot.kind()).add(slot);
    }
    return OfferOutcome.COALESCED;
  }

  private void enqueue(K key, PendingWrite<V> write, long version, long dueMillis) {
    KeySlot<K, V> slot = new KeySlot<>(key);
    slot.await(write, version);
    slot.dueAt(dueMillis, ++lastSequence);
    slots.put(key, slot);
    lineOf(slot.kind()).add(slot);
  }

  private WaitingLine<K, V> lineOf(WriteKind kind) {
    return switch (kind) {
      case WRITE -> writes;
      case DELETE -> deletes;
    };
  }

  /** The next writes for the writer, if any are due. The taker owes a {@link #settle}. */
  public Optional<Batch<K, V>> takeBatch(long nowMillis) {
    long pendingFromMillis = hurried() ? Long.MAX_VALUE : nowMillis;
    Optional<KeySlot<K, V>> first =
        writes.older(
            writes.oldestDue(nowMillis, pendingFromMillis),
            deletes.oldestDue(nowMillis, pendingFromMillis));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    WriteKind kind = first.get().kind();
    WaitingLine<K, V> line = lineOf(kind);
    List<Flight<K, V>> flights = new ArrayList<>();
    Optional<KeySlot<K, V>> next = first;
    while (next.isPresent() && flights.size() < options.batchSize()) {
      line.remove(next.get());
      flights.add(next.get().takeOff());
      next = line.oldestDue(nowMillis, pendingFromMillis);
    }
    Batch<K, V> batch = new Batch<>(kind, flights);
    openBatches.add(batch);
    return Optional.of(batch);
  }

  /**
   * Ends a batch that was taken.
   *
   * @return what it changed in the statistics: what was written, failed, given up, dropped
   * @throws IllegalStateException if the batch is not open in this queue
   */
  public WriteBehindStatistics settle(Batch<K, V> batch, Settlement<K> settlement, long nowMillis) {
    if (!openBatches.remove(batch)) {
      throw new IllegalStateException(
          "write-behind: a batch of "
              + batch.size()
              + " was settled that is not open here; settle each batch that was taken once");
    }
    WriteBehindStatistics before = statistics();
    for (Flight<K, V> flight : batch.flights()) {
      Optional<String> failure = settlement.failureOf(flight.key());
      if (failure.isPresent()) {
        failed(flight, failure.get(), nowMillis);
      } else {
        done(flight);
      }
    }
    return statistics().since(before);
  }

  private void done(Flight<K, V> flight) {
    if (flight.write().kind() == WriteKind.WRITE) {
      written++;
    } else {
      deleted++;
    }
    KeySlot<K, V> slot = slotOf(flight);
    slot.landed();
    if (slot.hasWaiting()) {
      lineOf(slot.kind()).add(slot);
    } else {
      slots.remove(flight.key());
    }
  }

  private void failed(Flight<K, V> flight, String cause, long nowMillis) {
    failedAttempts++;
    KeySlot<K, V> slot = slotOf(flight);
    boolean superseded = slot.hasWaiting();
    if (!superseded && flight.attempt() >= options.retry().maxAttempts()) {
      dead++;
      slots.remove(flight.key());
      dropped += deadLetters.add(flight, cause, nowMillis);
      return;
    }
    if (superseded) {
      coalesced++;
    }
    slot.crashed();
    int failures = draining ? 1 : slot.failuresInARow();
    slot.dueAt(nowMillis + options.retry().backoffMillis(failures, jitter), ++lastSequence);
    lineOf(slot.kind()).add(slot);
  }

  private KeySlot<K, V> slotOf(Flight<K, V> flight) {
    return requireNonNull(slots.get(flight.key()), "write-behind: a key in flight has no slot");
  }

  /** The write of a key that a reader must see instead of what the writer's side has. */
  public Optional<PendingWrite<V>> pending(K key) {
    return Optional.ofNullable(slots.get(key)).map(KeySlot::newestWrite);
  }

  /** Where a key stands. */
  public KeyState state(K key) {
    KeySlot<K, V> slot = slots.get(key);
    if (slot != null) {
      return slot.state();
    }
    return deadLetters.find(key).isPresent() ? KeyState.DEAD : KeyState.IDLE;
  }

  /** How many keys wait or are in flight, each counted once; dead letters are not. */
  public int size() {
    return slots.size();
  }

  /** Whether offers of new keys are refused. */
  public boolean isFull() {
    return slots.size() >= options.capacity();
  }

  /** Whether {@link #reserve} would keep a place for this key. */
  public boolean hasRoomFor(K key) {
    return slots.containsKey(key) || hasFreePlace();
  }

  /**
   * Keeps a place for one write of a key, if there is one; whoever got it gives it back by {@link
   * #release} after the offer. A key that is pending has its place, however full the queue is; if
   * it is settled before the offer, its place is the one that was kept. So among callers who all
   * reserve no offer is refused.
   */
  public boolean reserve(K key) {
    boolean room = hasRoomFor(key);
    reserved += room ? 1 : 0;
    return room;
  }

  /** Gives back what {@link #reserve} kept. */
  public void release() {
    reserved--;
  }

  /** Whether there are places kept whose writes have not come, or are not given back. */
  public boolean isReserved() {
    return reserved > 0;
  }

  /**
   * When {@link #takeBatch} has something next: an instant that may have passed. Offers,
   * settlements and {@link #drain} change it.
   */
  public OptionalLong nextDueMillis() {
    long earlierMillis = hurried() ? options.delayMillis() : 0; // back to the offer: it has passed
    OptionalLong next = OptionalLong.empty();
    for (WaitingLine<K, V> line : lines) {
      OptionalLong pending = line.nextPendingMillis();
      if (pending.isPresent()) {
        next = earlier(next, pending.getAsLong() - earlierMillis);
      }
      OptionalLong retry = line.nextRetryMillis();
      if (retry.isPresent()) {
        next = earlier(next, retry.getAsLong());
      }
    }
    return next;
  }

  private static OptionalLong earlier(OptionalLong one, long other) {
    return OptionalLong.of(one.isPresent() ? Math.min(one.getAsLong(), other) : other);
  }

  private boolean hurried() {
    return draining || slots.size() >= options.highWaterKeys();
  }

  /**
   * Makes everything that waits due, now and from now on; there is no way back. The first call ends
   * the back-offs that run and costs O(n log n), further ones change nothing.
   */
  public void drain(long nowMillis) {
    if (draining) {
      return;
    }
    draining = true;
    for (WaitingLine<K, V> line : lines) {
      line.endBackoffs(nowMillis);
    }
  }

  /** Whether {@link #drain} was called and nothing waits or flies any more. */
  public boolean isDrained() {
    return draining && slots.isEmpty();
  }

  /** The writes given up, oldest first. */
  public List<DeadLetter<K>> deadLetters() {
    return deadLetters.letters();
  }

  /**
   * Puts the dead letters back, oldest first, due at once and with no attempts used, as long as
   * there is room.
   *
   * @return how many were put back; the others stay listed
   */
  public int retryDeadLetters(long nowMillis) {
    int putBack = 0;
    while (hasFreePlace() && putBack(deadLetters.takeOldest(), nowMillis)) {
      putBack++;
    }
    return putBack;
  }

  /** Puts the dead letter of one key back; says whether there was one, and room for it. */
  public boolean retryDeadLetter(K key, long nowMillis) {
    return hasFreePlace() && putBack(deadLetters.take(key), nowMillis);
  }

  private boolean hasFreePlace() {
    return slots.size() + reserved < options.capacity();
  }

  private boolean putBack(Optional<DeadLetterBox.Dead<K, V>> taken, long nowMillis) {
    taken.ifPresent(
        dead -> enqueue(dead.letter().key(), dead.write(), dead.letter().version(), nowMillis));
    return taken.isPresent();
  }

  /** Forgets all dead letters; says how many there were. */
  public int discardDeadLetters() {
    int thrownAway = deadLetters.clear();
    discarded += thrownAway;
    return thrownAway;
  }

  /** Forgets the dead letter of one key; says whether there was one. */
  public boolean discardDeadLetter(K key) {
    boolean removed = deadLetters.take(key).isPresent();
    discarded += removed ? 1 : 0;
    return removed;
  }

  /** What happened so far. */
  public WriteBehindStatistics statistics() {
    return new WriteBehindStatistics(
        offered,
        stale,
        refused,
        coalesced,
        written,
        deleted,
        failedAttempts,
        dead,
        dropped,
        discarded);
  }

  @Override
  public String toString() {
    return "WriteBehindQueue[size="
        + size()
        + ", capacity="
        + options.capacity()
        + ", deadLetters="
        + deadLetters.size()
        + ", draining="
        + draining
        + "]";
  }
}
