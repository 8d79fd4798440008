// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fills under a stamp against those who work outside the cache, each in a thread of its own. A
 * counter is the database, so of two values the greater one is the newer: whoever looks at the
 * counter first and then at the cache must never see less there.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeapEntryStoreHoldRaceTest {
  private static final int ROUNDS = 60_000;
  private static final int KEY = 1;

  /** So often the writers wait for one another, that the race is one on a busy machine too. */
  private static final int MEETING_EVERY = 4_096;

  /** Time enough for a fill that was on its way when the key was removed. */
  private static final int LOOKS = 50;

  private final ManualTime time = new ManualTime(StoreStage.START_MILLIS);
  private final HeapStores group = new HeapStores(time, time);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong database = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicLong filled = new AtomicLong();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** What the store remembers of keys that left, and what makes keys leave. */
  enum Memory {
    NO_TOMBSTONES(0),
    FEW_TOMBSTONES(2),
    TOMBSTONES(1_024);

    private final int count;

    Memory(int count) {
      this.count = count;
    }
  }

  private EntryStore<Integer, Long> store(StoreBound<Integer, Long> bound, Memory memory) {
    return group.open(
        new StoreSettings<>(
            "race", Endings.BY_TIME, bound, StoreStage.LIMITS, key -> false, memory.count));
  }

  private static <R> R told(CompletionStage<R> stage) {
    return stage.toCompletableFuture().join();
  }

  private static <R> R answer(
      EntryStore<Integer, Long> store, int key, EntryOperation<Long, R> operation) {
    return told(store.apply(key, operation));
  }

  /** Fills what it reads from the database, over what is there too, until all is done. */
  private Future<?> filler(EntryStore<Integer, Long> store) {
    return threads.submit(
        () -> {
          while (!done.get()) {
            StoredEntry<Long> entry = store.readEntry(KEY);
            long stamp = group.stamp();
            long found = database.get();
            long over = entry == null ? 0 : entry.version();
            if (answer(store, KEY, fill(stamp, over, found)) == Admission.FILLED) {
              filled.incrementAndGet();
            }
            assertNotOld(store);
          }
        });
  }

  private static HoldOperation.FillStamped<Long> fill(long stamp, long over, long value) {
    return new HoldOperation.FillStamped<>(
        stamp, over, new PlainOperation.StoreLoaded<>(value, ExpiryRule.NEVER));
  }

  /** Looks in every way there is, the database first. */
  private void assertNotOld(EntryStore<Integer, Long> store) {
    long committed = database.get();
    Long read = store.read(KEY, ExpiryRule.NEVER);
    assertThat(read == null || read >= committed).as("%s, read", committed).isTrue();
    StoredEntry<Long> entry = store.readEntry(KEY);
    assertThat(entry == null || entry.value() >= committed).as("%s, entry", committed).isTrue();
    Long asked = answer(store, KEY, new PlainOperation.Get<>(ExpiryRule.NEVER)).before();
    assertThat(asked == null || asked >= committed).as("%s, asked", committed).isTrue();
  }

  /** One transaction of many. */
  @FunctionalInterface
  private interface Transaction {
    void run(int round) throws Exception;
  }

  /** Returns when another fill was admitted, which is soon while nobody writes. */
  private void awaitFill(Future<?> filler) {
    long before = filled.get();
    while (filled.get() == before && !filler.isDone()) {
      Thread.onSpinWait();
    }
  }

  /** Runs transactions in so many threads beside one that fills. */
  private void race(EntryStore<Integer, Long> store, int writers, Transaction transaction)
      throws Exception {
    Future<?> filler = filler(store);
    CyclicBarrier meeting = new CyclicBarrier(writers, () -> awaitFill(filler));
    CompletionService<Void> running = new ExecutorCompletionService<>(threads);
    for (int writer = 0; writer < writers; writer++) {
      var unused =
          running.submit(
              () -> {
                for (int round = 0; round < ROUNDS / writers; round++) {
                  if (round % MEETING_EVERY == 0) {
                    var unusedTurn = meeting.await();
                  }
                  transaction.run(round);
                  assertNotOld(store);
                }
                return null;
              });
    }
    try {
      for (int writer = 0; writer < writers; writer++) {
        var unused = running.take().get(); // whichever ends first, as one that fails does
      }
    } finally {
      done.set(true);
    }
    var unused = filler.get();
    assertThat(answer(store, KEY, fill(group.stamp(), 0, database.get())))
        .as("nothing is left open")
        .isIn(Admission.FILLED, Admission.PRESENT);
    assertNotOld(store);
    assertThat(filled.get()).as("fills that were admitted").isPositive();
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void fillStamped_sharedIntentsGoOnMeanwhile_neverCoversACommit(Memory memory) throws Exception {
    EntryStore<Integer, Long> store = store(new StoreBound.Entries<>(1), memory);
    AtomicLong applied = new AtomicLong();
    AtomicLong declined = new AtomicLong();
    CyclicBarrier bothOpen = new CyclicBarrier(2);

    race(
        store,
        2,
        round -> {
          Grant<Long> intent = answer(store, KEY, new HoldOperation.OpenShared<>());
          if (round % MEETING_EVERY == 0) {
            var unused = bothOpen.await();
          }
          SharedEnd<Long> end =
              round % 4 == 0
                  ? new SharedEnd.Restore<>() // it was rolled back
                  : afterCommit(database.incrementAndGet(), round);
          Verdict verdict = answer(store, KEY, new HoldOperation.EndShared<>(intent.hold(), end));
          assertThat(verdict).isNotEqualTo(Verdict.REFUSED);
          (verdict == Verdict.APPLIED ? applied : declined).incrementAndGet();
          if (round % 16 == 0) {
            var unused = answer(store, KEY + 1, put(0)); // which may evict the key
          }
        });

    assertThat(applied.get()).isPositive();
    assertThat(declined.get()).as("intents that met").isPositive();
  }

  private static SharedEnd<Long> afterCommit(long value, int round) {
    return round % 4 == 1 ? new SharedEnd.Drop<>() : new SharedEnd.Publish<>(put(value));
  }

  private static PlainOperation<Long> put(long value) {
    return new PlainOperation.Put<>(value, ExpiryRule.NEVER);
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void fillStamped_cacheIntentsGoOnMeanwhile_neverCoversACommit(Memory memory) throws Exception {
    EntryStore<Integer, Long> store = store(new StoreBound.None<>(), memory);
    for (int other = 100; other < 1_000; other++) { // clears take their time in a wide table
      var unused = answer(store, other, put(0));
    }

    race(
        store,
        2,
        round -> {
          long intent = told(store.openCacheIntent());
          assertThat(store.read(KEY, ExpiryRule.NEVER)).as("nothing fills").isNull();
          var unused = database.incrementAndGet();
          assertThat(store.read(KEY, ExpiryRule.NEVER)).as("nothing fills").isNull();
          assertThat(told(store.endCacheIntent(intent, CacheEnd.KNOWN))).isEqualTo(Verdict.APPLIED);
        });
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void fillStamped_cacheAndSharedIntentsTogether_neverCoversACommit(Memory memory)
      throws Exception {
    EntryStore<Integer, Long> store = store(new StoreBound.None<>(), memory);
    AtomicBoolean bulk = new AtomicBoolean(true);
    ThreadLocal<Boolean> isBulk = ThreadLocal.withInitial(() -> bulk.getAndSet(false));

    race(
        store,
        2,
        round -> {
          if (isBulk.get()) {
            long intent = told(store.openCacheIntent());
            database.incrementAndGet();
            assertThat(told(store.endCacheIntent(intent, CacheEnd.KNOWN)))
                .isEqualTo(Verdict.APPLIED);
          } else {
            Grant<Long> intent = answer(store, KEY, new HoldOperation.OpenShared<>());
            SharedEnd<Long> end = afterCommit(database.incrementAndGet(), round);
            var unused = answer(store, KEY, new HoldOperation.EndShared<>(intent.hold(), end));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void fillStamped_keyIsDiscardedMeanwhile_neverCoversARemoval(Memory memory) throws Exception {
    EntryStore<Integer, Long> store = store(new StoreBound.Entries<>(1), memory);
    for (long round = 1; round <= 5; round++) {
      var unused = answer(store, KEY, new PlainOperation.Remove<>());
    }
    Future<?> filler = fillerOfOneWriter(store);
    for (long round = 1; round <= ROUNDS; round++) {
      database.set(round);
      var unused =
          round % 64 == 0 ? told(store.clear()) : answer(store, KEY, new PlainOperation.Remove<>());
      for (int look = 0; look < LOOKS; look++) {
        Long cached = store.read(KEY, ExpiryRule.NEVER);
        assertThat(cached == null || cached == round).isTrue();
      }
      if (round % MEETING_EVERY == 0) {
        awaitFill(filler);
      }
    }
    done.set(true);

    var unused = filler.get();
    assertThat(filled.get()).isPositive();
  }

  private Future<?> fillerOfOneWriter(EntryStore<Integer, Long> store) {
    return threads.submit(
        () -> {
          for (int round = 0; !done.get(); round++) {
            long stamp = group.stamp();
            if (answer(store, KEY, fill(stamp, 0, database.get())) == Admission.FILLED) {
              filled.incrementAndGet();
            }
            if (round % 3 == 0) {
              var unused = answer(store, KEY + 1, put(0)); // which may evict the key
            }
          }
        });
  }

  @Test
  void clear_severalAtOnce_refuseWhatWasReadBeforeEachOfThem() throws Exception {
    EntryStore<Integer, Long> store = store(new StoreBound.None<>(), Memory.TOMBSTONES);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      running.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 8 * ROUNDS; round++) {
                  long stamp = group.stamp();
                  assertThat(store.clear()).isCompleted();
                  assertThat(answer(store, KEY, fill(stamp, 0, round)))
                      .isEqualTo(Admission.WRITTEN_SINCE);
                }
              }));
    }
    for (Future<?> one : running) {
      var unused = one.get();
    }
  }
}
