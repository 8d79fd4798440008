// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.Change;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.event.ChangeSink;
import dev.larder.engine.event.Subscription;
import dev.larder.engine.expiry.Ticket;
import dev.larder.engine.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one cache on this heap, for many threads. A key's changes are made under the
 * monitor of its {@link Cell}; a hit takes no lock. Locks are taken in this order: cell, then
 * timers or a bin of the table; the bound's lock is taken alone.
 */
final class HeapEntryStore<K, V> implements EntryStore<K, V> {
  /** In place of the clock: nothing has ended. */
  private static final TimeSource BEFORE_ANY_END = () -> Long.MIN_VALUE;

  private final ConcurrentHashMap<K, Cell<K, V>> table = new ConcurrentHashMap<>();
  private final StoreSettings<K, V> settings;
  private final HeapStores group;
  private final TimeSource time;
  private final CellTimers<K, V> timers;
  private final @Nullable CellBound<K, V> bound;
  private final boolean endsByTime;
  private final boolean looksAtClock;
  private final @Nullable Tombstones tombstones;
  private final HeldCache heldCache;
  private final AtomicLong clearedAt = new AtomicLong();
  private final LongAdder evictions = new LongAdder();
  private volatile List<ChangeSink<K, V>> sinks = List.of();
  private volatile boolean closed;

  HeapEntryStore(StoreSettings<K, V> settings, HeapStores group) {
    this.settings = settings;
    this.group = group;
    this.time = group.time();
    this.timers = new CellTimers<>(time.millis(), group.alarm());
    this.bound =
        settings.bound() instanceof StoreBound.None<K, V> ? null : new CellBound<>(settings);
    this.tombstones =
        settings.tombstones() == 0 ? null : new Tombstones(settings.tombstones(), group.stamp());
    this.heldCache = new HeldCache(group, settings.limits(), this::refuseOlderFills);
    this.endsByTime = settings.endings() != StoreSettings.Endings.NONE;
    this.looksAtClock = settings.endings() != StoreSettings.Endings.BY_SWEEP;
  }

  @Override
  public @Nullable V read(K key, ExpiryRule expiry) {
    Cell<K, V> cell = table.get(key);
    if (cell == null || (expiry.movesOnAccess() && heldCache.isInDoubt())) {
      return null;
    }
    if (!looksAtClock && !expiry.movesOnAccess()) {
      V unswept = cell.read(expiry, BEFORE_ANY_END);
      return unswept != null && isInDoubt(cell) ? cell.read(expiry, time) : unswept;
    }
    V found = cell.read(expiry, time);
    if (found != null && expiry.movesOnAccess() && heldCache.isInDoubt()) {
      visitIfAlive(
          cell, HeapStep::dropEntry); // the end that was moved may be that of a doubted entry
    }
    return found;
  }

  @Override
  public @Nullable V readUpTo(K key, long newest) {
    Cell<K, V> cell = table.get(key);
    if (cell == null) {
      return null;
    }
    if (!looksAtClock) {
      V unswept = cell.readUpTo(newest, BEFORE_ANY_END);
      return unswept != null && isInDoubt(cell) ? cell.readUpTo(newest, time) : unswept;
    }
    return cell.readUpTo(newest, time);
  }

  /**
   * Whether what was read may be cut short by a doubt. Asked after the read: what is stored in
   * doubt finds the doubt there.
   */
  private boolean isInDoubt(Cell<K, V> cell) {
    return cell.held != null || heldCache.isInDoubt();
  }

  @Override
  public @Nullable StoredEntry<V> readEntry(K key) {
    Cell<K, V> cell = table.get(key);
    return cell == null ? null : cell.readEntry(time);
  }

  @Override
  public <R> CompletionStage<R> apply(K key, EntryOperation<V, R> operation) {
    while (true) {
      requireOpen();
      Cell<K, V> cell = table.get(key);
      if (cell == null) {
        if (!operation.needsEntry()) {
          return CompletableFuture.completedFuture(operation.whenAbsent(nowMillis()));
        }
        cell = table.computeIfAbsent(key, this::freshCell);
      }
      CompletionStage<R> answer = visit(cell, operation);
      if (answer != null) {
        return answer;
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreClosedException(settings.name());
    }
  }

  /** A cell for a key that the table does not have, made while the key's bin is locked. */
  private Cell<K, V> freshCell(K key) {
    // Without tombstones, what the table has forgotten may have been written just now.
    long version = tombstones == null ? group.stamp() : tombstones.floorOf(key);
    if (settings.bound() instanceof StoreBound.Bytes<K, V>) {
      return new WeighedCell<>(key, version);
    }
    return endsByTime ? new TimedCell<>(key, version) : new Cell<>(key, version);
  }

  /** Runs an operation on a cell; {@code null} if the cell has died or the store is closed. */
  private <R> @Nullable CompletionStage<R> visit(Cell<K, V> cell, EntryOperation<V, R> operation) {
    HeapStep<K, V> step = new HeapStep<>(this, cell);
    try {
      synchronized (cell) {
        if (cell.isDead() || closed) { // closed is set first, so nobody queues behind the closing
          return null;
        }
        try {
          return step.run(operation);
        } finally {
          step.leave();
        }
      }
    } finally {
      step.deliver();
    }
  }

  @Override
  public CompletionStage<Void> clear() {
    requireOpen();
    dropEverything();
    return CompletableFuture.completedFuture(null);
  }

  private void dropEverything() {
    refuseOlderFills();
    for (Cell<K, V> cell : table.values()) {
      visitIfAlive(cell, HeapStep::clearCell);
    }
  }

  /** Several may clear at once, and the number must not fall back to that of the slower one. */
  private void refuseOlderFills() {
    clearedAt.accumulateAndGet(group.nextVersion(), Math::max);
  }

  @Override
  public CompletionStage<Long> openCacheIntent() {
    requireOpen();
    requireEndings();
    long id = heldCache.open(nowMillis());
    dropEverything();
    return CompletableFuture.completedFuture(id);
  }

  @Override
  public CompletionStage<Verdict> endCacheIntent(long intent, CacheEnd end) {
    requireOpen();
    boolean inTime = heldCache.end(intent, nowMillis(), end);
    dropEverything();
    return CompletableFuture.completedFuture(inTime ? Verdict.APPLIED : Verdict.REFUSED);
  }

  /** A doubt, which a cache intent may leave, gives entries an end. */
  private void requireEndings() {
    if (!endsByTime) {
      throw new IllegalStateException(
          "store " + settings.name() + ": opened for entries without end, asked for an intent");
    }
  }

  /** Ends entries and holds whose instant has come. */
  void onAlarm() {
    if (heldCache.endDue(nowMillis())) {
      dropEverything();
    }
    for (Cell<K, V> cell : timers.due(nowMillis())) {
      visitIfAlive(cell, HeapStep::alarm);
    }
  }

  private void visitIfAlive(Cell<K, V> cell, Visit<K, V> visit) {
    HeapStep<K, V> step = new HeapStep<>(this, cell);
    synchronized (cell) {
      if (cell.isDead()) {
        return;
      }
      visit.run(step);
      step.leave();
    }
    step.deliver();
  }

  /** What a step does while it is in a cell. */
  @FunctionalInterface
  private interface Visit<K, V> {
    void run(HeapStep<K, V> step);
  }

  @Override
  public EntryCursor<K, V> cursor() {
    requireOpen();
    return new HeapCursor<>(table.values().iterator(), this::nowMillis);
  }

  @Override
  public Subscription subscribe(ChangeSink<K, V> sink) {
    requireOpen();
    synchronized (table) {
      List<ChangeSink<K, V>> more = new ArrayList<>(sinks);
      more.add(sink);
      sinks = List.copyOf(more);
    }
    AtomicBoolean running = new AtomicBoolean(true);
    return () -> {
      if (running.getAndSet(false)) {
        unsubscribe(sink);
      }
    };
  }

  private void unsubscribe(ChangeSink<K, V> sink) {
    synchronized (table) {
      List<ChangeSink<K, V>> fewer = new ArrayList<>(sinks);
      fewer.remove(sink);
      sinks = List.copyOf(fewer);
    }
  }

  @Override
  public long size() {
    return table.mappingCount();
  }

  @Override
  public long evictions() {
    return evictions.sum();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      group.forget(this);
      for (Cell<K, V> cell : table.values()) {
        failWaiting(cell);
      }
      table.clear();
    }
  }

  private void failWaiting(Cell<K, V> cell) {
    List<PendingCall<V, ?>> waiting = new ArrayList<>();
    synchronized (cell) {
      HeldCell<K, V> held = cell.held;
      if (held != null) {
        waiting.addAll(held.turnQueue);
        waiting.addAll(held.fillQueue);
      }
      cell.setValue(null);
      cell.die();
    }
    if (!waiting.isEmpty()) { // an exception for each cell would take longer than all the rest
      StoreClosedException cause = new StoreClosedException(settings.name());
      waiting.forEach(call -> call.future.completeExceptionally(cause));
    }
  }

  // What a step asks of its store.

  boolean endsByTime() {
    return endsByTime;
  }

  long nowMillis() {
    return time.millis();
  }

  long nextVersion() {
    return group.nextVersion();
  }

  long stamp() {
    return group.stamp();
  }

  long nextHoldId() {
    return group.nextHoldId();
  }

  long clearedAt() {
    return clearedAt.get();
  }

  HeldCache heldCache() {
    return heldCache;
  }

  HoldLimits limits() {
    return settings.limits();
  }

  void announce(
      K key, ChangeKind kind, Origin origin, @Nullable V before, @Nullable V after, long version) {
    List<ChangeSink<K, V>> told = sinks;
    if (!told.isEmpty()) {
      Change<K, V> change = new Change<>(key, kind, origin, before, after, version);
      told.forEach(sink -> sink.onChange(change));
    }
  }

  /** The wake-up of a cell that wants one at an instant, or never: what is set, if early enough. */
  @Nullable Ticket<Cell<K, V>> settled(
      Cell<K, V> cell, @Nullable Ticket<Cell<K, V>> set, long wantedMillis) {
    boolean wanted = wantedMillis != ExpiryRule.ETERNAL;
    if (set != null) {
      if (wanted && !set.isDone() && set.atMillis() <= wantedMillis) {
        return set;
      }
      timers.cancel(set);
    }
    return wanted ? timers.schedule(cell, wantedMillis) : null;
  }

  boolean isPinned(K key) {
    return settings.pinned().test(key);
  }

  /** Weighs a value that is about to be stored; {@code true} if the weight is another. */
  boolean weigh(Cell<K, V> cell, V value) {
    if (settings.bound() instanceof StoreBound.Bytes<K, V> bytes
        && cell instanceof WeighedCell<K, V> weighed) {
      long before = weighed.weightBytes;
      weighed.weightBytes = bytes.weigher().applyAsLong(cell.key, value);
      return before != weighed.weightBytes;
    }
    return false;
  }

  /** Takes a cell out of the table, inside its monitor. */
  void discard(Cell<K, V> cell) {
    keepFloor(cell);
    cell.die();
    table.remove(cell.key, cell);
  }

  /** Keeps the number of an absent key's last write, before it is forgotten or written over. */
  void keepFloor(Cell<K, V> cell) {
    if (tombstones != null) {
      tombstones.raise(cell.key, cell.version);
    }
  }

  /** What was kept of a key, or more; all that is known if nothing is kept. */
  long floorOf(Cell<K, V> cell) {
    return tombstones == null ? cell.version : tombstones.floorOf(cell.key);
  }

  void keepBound(Cell<K, V> cell) {
    CellBound<K, V> kept = bound;
    if (kept == null) {
      return;
    }
    kept.count(cell);
    Cell<K, V> victim = kept.nextVictim(cell);
    while (victim != null) {
      evict(kept, victim);
      victim = kept.nextVictim(cell);
    }
  }

  private void evict(CellBound<K, V> kept, Cell<K, V> victim) {
    HeapStep<K, V> step = new HeapStep<>(this, victim);
    boolean evicted = false;
    synchronized (victim) {
      if (!victim.isDead()) {
        evicted = step.evict();
        step.leave();
      }
    }
    step.deliver();
    kept.count(victim); // since it was chosen, it may have been held, or let go and stored anew
    if (evicted) {
      evictions.increment();
    }
  }

  /** Ends a hold that nobody wants any more; a key that is not here is not held either. */
  void undo(K key, HoldOperation<V, ?> operation) {
    Cell<K, V> cell = table.get(key);
    if (cell != null) {
      CompletionStage<?> unused = visit(cell, operation);
    }
  }
}
