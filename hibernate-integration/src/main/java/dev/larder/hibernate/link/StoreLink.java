// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryCursor;
import dev.larder.engine.store.EntryStore;
import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.engine.store.KeyedOperation;
import dev.larder.engine.store.StoreClosedException;
import dev.larder.engine.time.Ticks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way from a region to its store. Nothing here throws what the store throws: a call has an
 * answer, or none. Safe for any thread.
 *
 * <pre>
 *  ATTACHED ──a call without an answer──▶ DETACHED    all reads miss, nothing is asked
 *  DETACHED ──probe: the journal is told, all of it acknowledged──▶ ATTACHED
 *  ATTACHED ──cutOff(true)──▶ CUT ──the first call runs into its deadline──▶ DETACHED
 * </pre>
 *
 * <p>A probe is made by the first call after a pause, which doubles up to {@value
 * #LONGEST_PAUSE_MILLIS} ms; nobody waits for it. What changed behind the store meanwhile is in the
 * journal, so it is gone from the store before anybody reads there again.
 */
public final class StoreLink {
  private static final System.Logger LOG = System.getLogger(StoreLink.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long LOG_PAUSE_MILLIS = 60_000;

  /** Whether calls reach the store. */
  private enum State {
    ATTACHED,
    CUT,
    DETACHED
  }

  private final String region;
  private final EntryStore<Object, Object> store;
  private final LinkLimits limits;
  private final RegionCounts counts = new RegionCounts();

  /** Guarded by itself, as are the fields below but for the state, which is read by anybody. */
  private final Journal journal = new Journal();

  private volatile State state = State.ATTACHED;
  private boolean cut;
  private boolean probing;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private long probeAtNanos;
  private long logAtNanos = Ticks.nanos();

  /** Attached. */
  public StoreLink(String region, EntryStore<Object, Object> store, LinkLimits limits) {
    this.region = region;
    this.store = store;
    this.limits = limits;
  }

  /** The name of the region, as Hibernate gives it. */
  public String region() {
    return region;
  }

  /** What the region counts. */
  public RegionCounts counts() {
    return counts;
  }

  /** The value of a key; {@code null} if there is none, or it cannot be told. */
  public @Nullable Object read(Object key) {
    if (state != State.ATTACHED && !isReachable()) {
      return null;
    }
    return store.read(key, ExpiryRule.NEVER);
  }

  /** The same for a value that was there when the sequence had come so far. */
  public @Nullable Object readUpTo(Object key, long stamp) {
    if (state != State.ATTACHED && !isReachable()) {
      return null;
    }
    return store.readUpTo(key, stamp);
  }

  /** The entry of a key; {@code null} if there is none, or it cannot be told. */
  public @Nullable StoredEntry<Object> readEntry(Object key) {
    if (state != State.ATTACHED && !isReachable()) {
      return null;
    }
    return store.readEntry(key);
  }

  /** Asks for an operation on a key; empty if no answer came in time. */
  public <R> Optional<R> ask(Object key, EntryOperation<Object, R> operation) {
    return await(send(key, operation), callLimit());
  }

  /** Offers data that was read under a stamp; {@code true} if it is stored. */
  public boolean fill(Object key, HoldOperation.FillStamped<Object> fill) {
    return ask(key, fill).map(counts::fill).orElse(Admission.HELD) == Admission.FILLED;
  }

  /** Drops a key: now, or as soon as the store can be reached. */
  public void invalidate(Object key) {
    if (ask(key, new PlainOperation.Remove<>()).isEmpty()) {
      owe(Journal.ofKey(key, List.of()));
    }
  }

  /** Drops everything: now, or as soon as the store can be reached. */
  public void invalidateAll() {
    if (await(sent(EntryStore::clear).thenApply(done -> true), callLimit()).isEmpty()) {
      owe(Journal.ofEverything());
    }
  }

  /** The next entries of a walk; none at its end, or if no answer comes. */
  public List<EntryCursor.Met<Object, Object>> next(EntryCursor<Object, Object> cursor, int limit) {
    return await(cursor.next(limit).toCompletableFuture(), callLimit()).orElse(List.of());
  }

  /** Sends an operation without waiting; the answer fails if there is none. */
  public <R> CompletableFuture<R> send(Object key, EntryOperation<Object, R> operation) {
    return sent(reached -> reached.apply(key, operation));
  }

  /** The same as part of a batch; empty if nothing can be sent, which is not waited for. */
  public <R> Optional<KeyedOperation<?, ?, ?>> batched(
      Object key, EntryOperation<Object, R> operation) {
    return state == State.ATTACHED
        ? Optional.of(new KeyedOperation<>(store, key, operation))
        : Optional.empty();
  }

  /** Opens an intent on the whole region; empty if that is not acknowledged. */
  public Optional<Long> openCacheIntent() {
    counts.intent();
    Optional<Long> opened = await(sent(EntryStore::openCacheIntent), lockLimit());
    if (opened.isEmpty()) {
      owe(Journal.ofEverything());
    }
    return opened;
  }

  /** Ends an intent on the whole region. */
  public void endCacheIntent(long intent, CacheEnd end) {
    Optional<Verdict> ended =
        await(sent(reached -> reached.endCacheIntent(intent, end)), callLimit());
    if (ended.isEmpty()) {
      oweEnd(Journal.ofCacheIntent(intent, end));
    } else if (ended.get() == Verdict.REFUSED) {
      counts.outlived();
    }
  }

  /** How long the openings of a transaction's intents may take from now on, all together. */
  public Limit lockLimit() {
    return Limit.of(limits.lockMillis());
  }

  /** How long a call may take that is made now. */
  public Limit callLimit() {
    return Limit.of(limits.callMillis());
  }

  /**
   * Remembers a key that was changed without the store's knowing, and what ends our holds on it.
   */
  public void owe(Object key, List<EntryOperation<Object, ?>> ends) {
    if (ends.isEmpty()) {
      owe(Journal.ofKey(key, ends));
    } else {
      oweEnd(Journal.ofKey(key, List.copyOf(ends)));
    }
  }

  private void oweEnd(Journal.Entry end) {
    synchronized (journal) {
      journal.addEnd(end);
      detach();
    }
  }

  private void owe(Journal.Entry entry) {
    synchronized (journal) {
      journal.add(entry);
      detach();
    }
  }

  /** An exception in code of ours, or of the user's that we called: as if there were no cache. */
  public void failed(Throwable cause) {
    counts.failure();
    boolean log;
    synchronized (journal) {
      log = Ticks.nanos() - logAtNanos >= 0;
      if (log) {
        logAtNanos = Ticks.nanos() + TimeUnit.MILLISECONDS.toNanos(LOG_PAUSE_MILLIS);
      }
    }
    if (log) {
      LOG.log(
          System.Logger.Level.WARNING,
          "second-level cache goes on without a region's store: region=" + region,
          cause);
    }
  }

  /** How many entries the store has, roughly. */
  public long entries() {
    return store.size();
  }

  /** How many entries were evicted. */
  public long evictions() {
    return store.evictions();
  }

  /** How many invalidations the store has not acknowledged. */
  public int journalled() {
    synchronized (journal) {
      return journal.size();
    }
  }

  /** Whether reads miss because the store cannot be reached. */
  public boolean isDetached() {
    return state != State.ATTACHED;
  }

  /** Cuts the store off, for tests, or lets calls reach it again. */
  public void cutOff(boolean cutNow) {
    synchronized (journal) {
      cut = cutNow;
      if (state != State.DETACHED) {
        state = cut ? State.CUT : State.ATTACHED;
        return;
      }
      probeAtNanos = Ticks.nanos();
      pauseMillis = FIRST_PAUSE_MILLIS;
    }
    boolean unused = isReachable();
  }

  private <R> CompletableFuture<R> sent(
      Function<EntryStore<Object, Object>, CompletionStage<R>> call) {
    try {
      return switch (state) {
        case ATTACHED -> call.apply(store).toCompletableFuture();
        case CUT -> new CompletableFuture<>(); // it never arrives
        case DETACHED ->
            isReachable()
                ? call.apply(store).toCompletableFuture()
                : CompletableFuture.failedFuture(new NoAnswerException("detached"));
      };
    } catch (RuntimeException | LinkageError e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The answer, if it comes in time. Without one the store is not asked again for a while. */
  public <R> Optional<R> await(CompletableFuture<R> answer, Limit limit) {
    Throwable cause;
    try {
      if (answer.isDone()) {
        return Optional.of(answer.get());
      }
      long nanos = state == State.DETACHED ? 0 : limit.leftNanos();
      return Optional.of(answer.get(nanos, TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      cause = e.getCause() == null ? e : e.getCause();
    } catch (CancellationException e) {
      cause = e;
    } catch (TimeoutException e) {
      cause = new NoAnswerException("the store gave no answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cause = e;
    }
    boolean unused = answer.cancel(false); // a hold that is given all the same is undone
    if (!(cause instanceof NoAnswerException) || state != State.DETACHED) {
      failed(cause);
    }
    synchronized (journal) {
      detach();
    }
    return Optional.empty();
  }

  private void detach() {
    if (state != State.DETACHED) {
      state = State.DETACHED;
      pauseMillis = FIRST_PAUSE_MILLIS;
      pauseBeforeProbe();
    }
  }

  private void pauseBeforeProbe() {
    probeAtNanos = Ticks.nanos() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
  }

  /** Whether calls reach the store, after a probe if one is due. */
  private boolean isReachable() {
    if (state == State.CUT) {
      Optional<Object> unused = await(new CompletableFuture<>(), callLimit());
      return false;
    }
    List<Journal.Entry> owed;
    synchronized (journal) {
      if (state == State.ATTACHED) {
        return true;
      }
      if (probing || Ticks.nanos() - probeAtNanos < 0) {
        return false;
      }
      pauseBeforeProbe();
      if (cut) {
        return false; // the probe does not arrive
      }
      probing = true;
      owed = journal.take();
    }
    probe(owed);
    return state == State.ATTACHED;
  }

  private void probe(List<Journal.Entry> owed) {
    CompletableFuture<?> told;
    try {
      told =
          CompletableFuture.allOf(
              owed.stream().map(entry -> entry.tell(store)).toArray(CompletableFuture[]::new));
    } catch (RuntimeException | LinkageError e) {
      told = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<?> answer =
        told.isDone() ? told : told.orTimeout(LONGEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    CompletableFuture<?> unused = answer.whenComplete((done, cause) -> endProbe(owed, cause));
  }

  private void endProbe(List<Journal.Entry> owed, @Nullable Throwable cause) {
    synchronized (journal) {
      probing = false;
      if (cause != null && isOfAnEntry(cause)) {
        journal.add(Journal.ofEverything()); // one of them can never be told
      } else if (cause != null) {
        owed.forEach(journal::add);
      } else if (journal.isEmpty() && !cut) {
        state = State.ATTACHED;
      } else {
        probeAtNanos = Ticks.nanos(); // more was owed meanwhile
      }
    }
  }

  /** Whether a probe failed by what it told, rather than by the store's not answering. */
  private static boolean isOfAnEntry(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return !(cause instanceof TimeoutException || cause instanceof StoreClosedException);
  }
}
