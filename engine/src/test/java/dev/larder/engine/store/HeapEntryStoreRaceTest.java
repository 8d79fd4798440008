// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds between threads, whatever their order was. Nobody sleeps; the time limit is there to
 * end a test that hangs, not to measure.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeapEntryStoreRaceTest {
  private static final HoldOperation.OpenFill<Long> LOAD =
      new HoldOperation.OpenFill<>(Existing.TAKE, Patience.WAIT, ExpiryRule.NEVER);

  private final ManualTime time = new ManualTime(StoreStage.START_MILLIS);
  private final HeapStores group = new HeapStores(time, time);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private EntryStore<Integer, Long> store(StoreBound<Integer, Long> bound) {
    return group.open(
        new StoreSettings<>("race", Endings.BY_TIME, bound, StoreStage.LIMITS, key -> false));
  }

  private static <R> R answer(
      EntryStore<Integer, Long> store, int key, EntryOperation<Long, R> operation) {
    return store.apply(key, operation).toCompletableFuture().join();
  }

  /** Runs the same on several threads that start together, and waits for all. */
  private void together(int count, Callable<?> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      running.add(
          threads.submit(
              () -> {
                var unused = start.await();
                return work.call();
              }));
    }
    for (Future<?> one : running) {
      var unused = one.get();
    }
  }

  @Test
  void takeTurn_manyThreadsCount_loseNoIncrement() throws Exception {
    int perThread = 3_000;
    EntryStore<Integer, Long> store = store(new StoreBound.None<>());

    together(
        4,
        () -> {
          for (int i = 0; i < perThread; i++) {
            Grant<Long> turn = answer(store, 1, new HoldOperation.TakeTurn<>());
            long next = turn.before() == null ? 1 : turn.before().value() + 1;
            assertThat(answer(store, 1, commit(turn, next)).applied()).isTrue();
          }
          return null;
        });

    assertThat(store.read(1, ExpiryRule.NEVER)).isEqualTo(4L * perThread);
  }

  private static HoldOperation.CommitTurn<Long> commit(Grant<Long> turn, long value) {
    return new HoldOperation.CommitTurn<>(
        turn.hold(), new PlainOperation.Put<>(value, ExpiryRule.NEVER));
  }

  @Test
  void takeTurn_manyCancelTheirWait_strandNoTurn() throws Exception {
    EntryStore<Integer, Long> store = store(new StoreBound.None<>());
    AtomicLong committed = new AtomicLong();

    together(
        4,
        () -> {
          for (int i = 0; i < 3_000; i++) {
            CompletableFuture<Grant<Long>> turn =
                store.apply(1, new HoldOperation.TakeTurn<Long>()).toCompletableFuture();
            if (i % 3 == 0 && turn.cancel(false)) {
              continue;
            }
            assertThat(answer(store, 1, commit(turn.join(), i)).applied()).isTrue();
            var unused = committed.incrementAndGet();
          }
          return null;
        });

    assertThat(store.apply(1, new HoldOperation.TakeTurn<>())).as("free at last").isCompleted();
    assertThat(committed.get()).isGreaterThanOrEqualTo(8_000);
  }

  @Test
  void apply_randomOperationsOnFewKeys_numberTheChangesOfAKeyInTheirOrder() throws Exception {
    Long given = Long.getLong("test.seed");
    long seed = given == null ? new SplittableRandom().nextLong() : given;
    System.out.println("HeapEntryStoreRaceTest: seed " + seed);
    SplittableRandom seeds = new SplittableRandom(seed);
    EntryStore<Integer, Long> store = store(new StoreBound.Entries<>(3));
    Map<Integer, Long> last = new ConcurrentHashMap<>();
    Map<Integer, Long> values = new ConcurrentHashMap<>();
    AtomicInteger wrong = new AtomicInteger();
    var unused =
        store.subscribe(
            change -> { // called while the key is locked, so each key's calls are in order
              Long before = last.put(change.key(), change.version());
              Long value =
                  change.after() == null
                      ? values.remove(change.key())
                      : values.put(change.key(), change.after());
              if ((before != null && before >= change.version())
                  || (change.before() != null && !change.before().equals(value))) {
                wrong.incrementAndGet();
              }
            });

    together(
        3,
        () -> {
          SplittableRandom random;
          synchronized (seeds) {
            random = seeds.split();
          }
          for (int i = 0; i < 20_000; i++) {
            Object unusedAnswer = answer(store, random.nextInt(6), any(random));
            if (i % 50 == 0) {
              time.pass(1);
              group.onAlarm();
            }
          }
          return null;
        });

    assertThat(wrong.get()).as("seed %s", seed).isZero();
    assertThat(store.size()).as("seed %s", seed).isLessThanOrEqualTo(3);
  }

  private static EntryOperation<Long, ?> any(SplittableRandom random) {
    ExpiryRule rule = new ExpiryRule(random.nextLong(1, 4), random.nextLong(-1, 4), 3);
    return switch (random.nextInt(6)) {
      case 0 -> new PlainOperation.Remove<>();
      case 1 -> new PlainOperation.Get<>(rule);
      case 2 -> new PlainOperation.PutIfAbsent<>(random.nextLong(), rule);
      case 3 -> new PlainOperation.Replace<>(random.nextLong(), rule);
      default -> new PlainOperation.GetAndPut<>(random.nextLong(), rule);
    };
  }

  @Test
  void read_whileWritersAndEvictionsGoOn_seesNoValueBeyondItsEnd() throws Exception {
    // Every value is its own end. A lease keeps the cell in the table through its evictions.
    EntryStore<Integer, Long> store = store(new StoreBound.Entries<>(1));
    assertThat(answer(store, 1, LOAD)).isInstanceOf(FillAnswer.Leased.class);
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong hits = new AtomicLong();
    List<Future<?>> readers = new ArrayList<>();
    for (int reader = 0; reader < 2; reader++) {
      readers.add(
          threads.submit(
              () -> {
                while (!done.get()) {
                  long now = time.millis();
                  Long value = store.read(1, ExpiryRule.NEVER);
                  if (value != null) {
                    assertThat(value).isGreaterThan(now);
                    var unused = hits.incrementAndGet();
                  }
                }
              }));
    }
    for (int round = 0; round < 100_000; round++) {
      long life = 1L + round % 3;
      var unused =
          answer(store, 1, new PlainOperation.Put<>(time.millis() + life, ExpiryRule.fixed(life)));
      if (round % 2 == 0) {
        unused = answer(store, 2 + round % 7, put(time.millis()));
      }
      time.pass(round % 5);
    }
    done.set(true);

    for (Future<?> reader : readers) {
      var unused = reader.get();
    }
    assertThat(hits.get()).isPositive();
  }

  private static PlainOperation<Long> put(long value) {
    return new PlainOperation.Put<>(value, ExpiryRule.NEVER);
  }

  @Test
  void openFill_aThousandThreadsOnAColdKey_giveOneLease() throws Exception {
    int callers = 1_000;
    EntryStore<Integer, Long> store = store(new StoreBound.None<>());
    CountDownLatch asked = new CountDownLatch(callers);
    AtomicInteger loads = new AtomicInteger();
    AtomicInteger presents = new AtomicInteger();

    together(
        callers,
        () -> {
          CompletableFuture<FillAnswer<Long>> call = store.apply(1, LOAD).toCompletableFuture();
          asked.countDown();
          if (call.isDone() && call.join() instanceof FillAnswer.Leased<Long> lease) {
            loads.incrementAndGet();
            asked.await();
            assertThat(answer(store, 1, fill(lease, 42)).applied()).isTrue();
          } else {
            assertThat(call.join()).isEqualTo(new FillAnswer.Present<>(42L));
            presents.incrementAndGet();
          }
          return null;
        });

    assertThat(loads.get()).isEqualTo(1);
    assertThat(presents.get()).isEqualTo(callers - 1);
  }

  private static HoldOperation.Fill<Long> fill(FillAnswer.Leased<Long> lease, long value) {
    return new HoldOperation.Fill<>(
        lease.lease(), lease.stamp(), new PlainOperation.StoreLoaded<>(value, ExpiryRule.NEVER));
  }

  @Test
  void fill_writesGoOnMeanwhile_neverCoversAWrite() throws Exception {
    // A loader copies the "database"; a writer changes it and then removes the key from the cache.
    EntryStore<Integer, Long> store = store(new StoreBound.Entries<>(1));
    AtomicLong database = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    Future<?> loader =
        threads.submit(
            () -> {
              while (!done.get()) {
                if (answer(store, 1, LOAD) instanceof FillAnswer.Leased<Long> lease) {
                  var unused = answer(store, 1, fill(lease, database.get()));
                }
                var unused = answer(store, 2, put(0)); // which may evict the key
              }
            });
    for (long round = 1; round <= 100_000; round++) {
      database.set(round);
      var unused = answer(store, 1, new PlainOperation.Remove<>());
      Long cached = store.read(1, ExpiryRule.NEVER);
      assertThat(cached == null || cached == round).isTrue();
    }
    done.set(true);
    var unused = loader.get();
  }

  @Test
  void put_twoThreadsOnABoundedStore_stayWithinItsBound() throws Exception {
    int bound = 100;
    int perThread = 20_000;
    EntryStore<Integer, Long> store = store(new StoreBound.Entries<>(bound));
    AtomicInteger nextKey = new AtomicInteger();
    AtomicLong largest = new AtomicLong();

    together(
        2,
        () -> {
          for (int i = 0; i < perThread; i++) {
            var unused = answer(store, nextKey.incrementAndGet(), put(i));
            largest.accumulateAndGet(store.size(), Math::max);
          }
          return null;
        });

    assertThat(largest.get()).as("one put of each thread under way").isLessThanOrEqualTo(bound + 2);
    assertThat(store.size()).isEqualTo(bound);
    assertThat(store.evictions()).isEqualTo(2L * perThread - bound);
  }

  @Test
  void close_callsUnderWay_leavesNobodyWaiting() throws Exception {
    for (int round = 0; round < 300; round++) {
      EntryStore<Integer, Long> store = store(new StoreBound.None<>());
      List<CompletableFuture<?>> calls = new ArrayList<>();
      AtomicBoolean closer = new AtomicBoolean(true);

      together(
          3,
          () -> {
            if (closer.getAndSet(false)) {
              store.close();
              return null;
            }
            for (int i = 0; i < 20; i++) {
              CompletableFuture<?> call = takeTurnUnlessClosed(store);
              synchronized (calls) {
                calls.add(call);
              }
            }
            return null;
          });

      assertThat(calls).allMatch(CompletableFuture::isDone);
    }
  }

  private static CompletableFuture<?> takeTurnUnlessClosed(EntryStore<Integer, Long> store) {
    try {
      return store.apply(1, new HoldOperation.TakeTurn<>()).toCompletableFuture();
    } catch (StoreClosedException closed) {
      return CompletableFuture.failedFuture(closed);
    }
  }
}
