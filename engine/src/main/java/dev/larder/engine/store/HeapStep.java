// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.EntryView;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.KeyHolds;
import dev.larder.engine.entry.KeyStep;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Transition;
import dev.larder.engine.entry.Waits;
import dev.larder.engine.event.ChangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One visit to a cell: made by one thread, used inside the cell's monitor, then left; answers that
 * became ready go out after the monitor by {@link #deliver}.
 */
final class HeapStep<K, V> implements KeyStep<V> {
  private final HeapEntryStore<K, V> store;
  private final Cell<K, V> cell;
  private long nowMillis;
  private boolean recount;
  private @Nullable List<PendingCall.Answer<V>> answers;

  HeapStep(HeapEntryStore<K, V> store, Cell<K, V> cell) {
    this.store = store;
    this.cell = cell;
  }

  /** Runs an operation, or queues it behind whoever holds the key. */
  <R> CompletionStage<R> run(EntryOperation<V, R> operation) {
    HeldKey<K, V> held = cell.held;
    if (store.endsByTime() || held != null || operation instanceof HoldOperation) {
      nowMillis = store.nowMillis(); // else nothing here depends on it
    }
    Waits waits = held == null ? Waits.NOT : operation.waits(held.holds, live());
    if (held != null && waits != Waits.NOT && held.holds.nextAlarmMillis() <= nowMillis) {
      held.holds.onAlarm(this, nowMillis); // nobody waited for what is overdue; now somebody would
      admitWaiting(held);
      waits = operation.waits(held.holds, live());
    }
    if (held == null || waits == Waits.NOT) {
      return CompletableFuture.completedFuture(operation.run(this, nowMillis));
    }
    Optional<R> instead = operation.insteadOfWaiting();
    if (instead.isPresent()) {
      return CompletableFuture.completedFuture(instead.get());
    }
    PendingCall<V, R> call = new PendingCall<>(operation);
    held.enqueue(call, waits);
    return call.future;
  }

  /** Ends what is due by now: the entry, holds, doubts. */
  void alarm() {
    nowMillis = store.nowMillis();
    HeldKey<K, V> held = cell.held;
    if (held != null) {
      held.holds.onAlarm(this, nowMillis);
    }
    expireIfDue();
  }

  /**
   * Takes the entry out because the store is full; {@code false} if it may not go, or is gone. The
   * bound is to count the cell either way.
   */
  boolean evict() {
    nowMillis = store.nowMillis();
    HeldKey<K, V> held = cell.held;
    EntryView<V> live = live();
    recount = false;
    if (live == null || (held != null && !held.holds.evictable()) || store.isPinned(cell.key)) {
      return false;
    }
    takeOut(live.value()); // the version stays: an eviction makes no data old
    recount = false;
    return true;
  }

  /** Takes the entry out because the cache is cleared. */
  void clear() {
    HeldKey<K, V> held = cell.held;
    if (held != null) {
      held.holds.onClear();
    }
    remove(store.nextVersion());
  }

  /** The last thing inside the monitor: lets in those whose turn it is, and tidies up. */
  void leave() {
    HeldKey<K, V> held = cell.held;
    if (held != null) {
      admitWaiting(held);
      if (held.isEmpty()) {
        cell.held = null;
      }
      held.ticket = store.settled(cell, held.ticket, held.wakeMillis());
    }
    if (cell.valueOrNull() == null && cell.held == null) {
      store.discard(cell);
    }
    if (cell instanceof TimedCell<K, V> timed) {
      timed.ticket = store.settled(cell, timed.ticket, timed.wakeMillis());
    }
  }

  private void admitWaiting(HeldKey<K, V> held) {
    PendingCall<V, ?> next = held.turnQueue.peek();
    while (next != null && next.operation.waits(held.holds, live()) != Waits.FOR_TURN) {
      held.turnQueue.remove();
      if (!next.future.isDone()) {
        answers().add(next.run(this, nowMillis));
      }
      next = held.turnQueue.peek();
    }
  }

  private List<PendingCall.Answer<V>> answers() {
    List<PendingCall.Answer<V>> ready = answers;
    if (ready == null) {
      ready = new ArrayList<>();
      answers = ready;
    }
    return ready;
  }

  /** Outside the monitor: keeps the bound and hands out answers. */
  void deliver() {
    if (recount) {
      store.keepBound(cell);
    }
    if (answers != null) {
      for (PendingCall.Answer<V> answer : answers) {
        Optional<HoldOperation<V, ?>> undo = answer.deliver();
        undo.ifPresent(operation -> store.undo(cell.key, operation));
      }
    }
  }

  @Override
  public @Nullable EntryView<V> live() {
    expireIfDue();
    return cell.valueOrNull() == null ? null : cell;
  }

  private void expireIfDue() {
    V value = cell.valueOrNull();
    if (value != null && cell.endMillis() <= nowMillis) {
      long version = store.nextVersion();
      remove(version);
      store.announce(cell.key, ChangeKind.EXPIRED, Origin.UPKEEP, value, null, version);
    }
  }

  @Override
  public boolean cacheHeld() {
    return store.heldCache().isHeld();
  }

  @Override
  public @Nullable StoredEntry<V> hide() {
    EntryView<V> live = live();
    if (live == null) {
      return null;
    }
    StoredEntry<V> hidden = StoredEntry.of(live);
    takeOut(hidden.value()); // the version stays: nothing was written yet
    return hidden;
  }

  private void takeOut(V value) {
    recount = true;
    cell.setValue(null);
    store.announce(cell.key, ChangeKind.DROPPED, Origin.UPKEEP, value, null, store.nextVersion());
  }

  @Override
  public void restore(StoredEntry<V> hidden) {
    boolean unused = store.weigh(cell, hidden.value());
    recount = true;
    cell.store(hidden.value(), hidden.version(), hidden.endMillis());
    store.announce(
        cell.key, ChangeKind.CREATED, Origin.FILL, null, hidden.value(), store.nextVersion());
    expireIfDue();
  }

  @Override
  public Outcome<V> commit(PlainOperation<V> operation, @Nullable EntryView<V> seen) {
    V before = seen == null ? null : seen.value();
    Transition<V> decided = operation.decide(seen, nowMillis);
    EntryView<V> live = live();
    if (decided.statistics().hits() > 0) {
      cell.markUsed();
    }
    long version =
        switch (decided.effect()) {
          case KEEP -> seen == null ? 0 : seen.version();
          case TOUCH -> live == null ? 0 : touch(decided.endMillis());
          case STORE -> store(operation.origin(), live, decided);
          case REMOVE -> removeFor(operation.origin(), live);
        };
    return new Outcome<>(
        decided.verdict(), before, decided.statistics(), version, decided.effect());
  }

  private long touch(long endMillis) {
    HeldKey<K, V> held = cell.held;
    long end = held == null ? endMillis : held.holds.endOfTouched(endMillis);
    cell.moveEnd(store.heldCache().isInDoubt() ? Math.min(end, cell.endMillis()) : end);
    return cell.version;
  }

  private long store(Origin origin, @Nullable EntryView<V> live, Transition<V> decided) {
    V value = decided.value();
    if (value == null) {
      throw new IllegalStateException("an operation decided to store, but gave no value");
    }
    V before = live == null ? null : live.value();
    HeldKey<K, V> held = cell.held;
    long end =
        held == null ? decided.endMillis() : held.holds.endOfStored(decided.endMillis(), nowMillis);
    end = store.heldCache().endOfStored(end, nowMillis);
    long version = store.nextVersion();
    boolean shared = noteWrite(held);
    if (before == null && (end <= nowMillis || shared)) {
      cell.raiseVersion(version); // gone at once, but a writer may have to hear of it
      store.announce(cell.key, ChangeKind.NOTED, origin, null, value, version);
      return version;
    }
    if (before == null) {
      store.keepFloor(cell); // the number that is written over may be that of a removal
    }
    boolean reweighed = store.weigh(cell, value);
    recount = recount || before == null || reweighed;
    cell.store(value, version, end);
    ChangeKind kind = before == null ? ChangeKind.CREATED : ChangeKind.UPDATED;
    store.announce(cell.key, kind, origin, before, value, version);
    expireIfDue();
    if (held != null) {
      releaseFillWaiters(new FillAnswer.Present<>(value));
    }
    return version;
  }

  /** Tells the holds of a write; {@code true} if shared intents are open, which hide it. */
  private static <K, V> boolean noteWrite(@Nullable HeldKey<K, V> held) {
    if (held == null) {
      return false;
    }
    held.holds.onWrite();
    return held.holds.sharedOpen();
  }

  @Override
  public void note(@Nullable V value) {
    boolean unused = noteWrite(cell.held);
    long version = store.nextVersion();
    cell.raiseVersion(version);
    store.announce(cell.key, ChangeKind.NOTED, Origin.WRITE, null, value, version);
  }

  private long removeFor(Origin origin, @Nullable EntryView<V> live) {
    V before = live == null ? null : live.value();
    boolean unused = noteWrite(cell.held);
    long version = store.nextVersion();
    remove(version);
    ChangeKind kind =
        before == null
            ? ChangeKind.NOTED
            : origin == Origin.UPKEEP ? ChangeKind.DROPPED : ChangeKind.REMOVED;
    store.announce(cell.key, kind, origin, before, null, version);
    return version;
  }

  private void remove(long version) {
    recount |= cell.valueOrNull() != null;
    cell.store(null, version, ExpiryRule.ETERNAL);
  }

  @Override
  public long lastWrite() {
    return cell.version;
  }

  @Override
  public long stamp() {
    return store.stamp();
  }

  @Override
  public long droppedAt() {
    return live() == null ? cell.version : Math.min(cell.version, store.floorOf(cell));
  }

  @Override
  public long clearedAt() {
    return store.clearedAt();
  }

  @Override
  public KeyHolds<V> holds() {
    HeldKey<K, V> held = cell.held;
    if (held == null) {
      held = new HeldKey<>(store.limits());
      cell.held = held;
    }
    return held.holds;
  }

  @Override
  public long nextHoldId() {
    return store.nextHoldId();
  }

  @Override
  public void releaseFillWaiters(FillAnswer<V> answer) {
    HeldKey<K, V> held = cell.held;
    if (held != null) {
      held.fillQueue.forEach(call -> answers().add(call.answerWith(answer)));
      held.fillQueue.clear();
    }
  }
}
