// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.EntryView;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.KeyHolds;
import dev.larder.engine.entry.Origin;
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
final class HeapStep<K, V> extends EntryStep<V, PendingCall<V, ?>> {
  private final HeapEntryStore<K, V> store;
  private final Cell<K, V> cell;
  private boolean recount;
  private @Nullable List<PendingCall.Answer<V>> answers;

  HeapStep(HeapEntryStore<K, V> store, Cell<K, V> cell) {
    this.store = store;
    this.cell = cell;
  }

  /** Runs an operation, or queues it behind whoever holds the key. */
  <R> CompletionStage<R> run(EntryOperation<V, R> operation) {
    HeldCell<K, V> held = cell.held;
    if (store.endsByTime() || held != null || operation instanceof HoldOperation) {
      nowMillis = store.nowMillis(); // else nothing here depends on it
    }
    Waits waits = held == null ? Waits.NOT : queueOf(operation);
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
    endDue();
  }

  /**
   * Takes the entry out because the store is full; {@code false} if it may not go, or is gone. The
   * bound is to count the cell either way.
   */
  boolean evict() {
    nowMillis = store.nowMillis();
    HeldCell<K, V> held = cell.held;
    EntryView<V> live = live();
    boolean evicted =
        live != null && (held == null || held.holds.evictable()) && !store.isPinned(cell.key);
    if (evicted) {
      drop(cell.value()); // the version stays: an eviction makes no data old
    }
    recount = false;
    return evicted;
  }

  /** Takes the entry out because the cache is cleared. */
  void clearCell() {
    clear();
  }

  /** Takes the entry out, because the cache can no longer vouch for it. */
  void dropEntry() {
    drop();
  }

  /** The last thing inside the monitor: lets in those whose turn it is, and tidies up. */
  void leave() {
    HeldCell<K, V> held = cell.held;
    if (held != null) {
      admitWaiting();
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
  protected void admit(PendingCall<V, ?> call) {
    if (!call.future.isDone()) {
      answers().add(call.run(this, nowMillis));
    }
  }

  @Override
  protected void answer(PendingCall<V, ?> call, FillAnswer<V> answer) {
    answers().add(call.answerWith(answer));
  }

  @Override
  protected @Nullable V valueOrNull() {
    return cell.valueOrNull();
  }

  @Override
  protected EntryView<V> entry() {
    return cell;
  }

  @Override
  protected void write(@Nullable V value, long version, long endMillis) {
    boolean had = cell.valueOrNull() != null;
    if (value == null) {
      recount |= had;
    } else {
      boolean reweighed = store.weigh(cell, value);
      recount |= !had || reweighed;
    }
    cell.store(value, version, endMillis);
  }

  @Override
  protected void takeOutOfSight() {
    recount = true;
    cell.setValue(null);
  }

  @Override
  protected void keepAbsence() {
    store.keepFloor(cell);
  }

  @Override
  protected void raiseVersion(long version) {
    cell.raiseVersion(version);
  }

  @Override
  protected void moveEnd(long endMillis) {
    cell.moveEnd(endMillis);
  }

  @Override
  protected void markUsed() {
    cell.markUsed();
  }

  @Override
  protected @Nullable HeldCell<K, V> held() {
    return cell.held;
  }

  @Override
  public KeyHolds<V> holds() {
    HeldCell<K, V> held = cell.held;
    if (held == null) {
      held = new HeldCell<>(store.limits());
      cell.held = held;
    }
    return held.holds;
  }

  @Override
  public long lastWrite() {
    return cell.version;
  }

  @Override
  public boolean cacheHeld() {
    return store.heldCache().isHeld();
  }

  @Override
  protected boolean cacheInDoubt() {
    return store.heldCache().isInDoubt();
  }

  @Override
  protected long endOfStored(long endMillis) {
    return store.heldCache().endOfStored(endMillis, nowMillis);
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
  protected long nextVersion() {
    return store.nextVersion();
  }

  @Override
  public long nextHoldId() {
    return store.nextHoldId();
  }

  @Override
  protected void announce(
      ChangeKind kind, Origin origin, @Nullable V before, @Nullable V after, long version) {
    store.announce(cell.key, kind, origin, before, after, version);
  }
}
