// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What all sessions of one {@link HoldHistory} share: a store, what is behind it, and chance. */
final class HistoryStage {
  static final int KEYS = 3;

  /** Reads and writes move the end a little. */
  static final ExpiryRule IDLE = new ExpiryRule(900, 700, 800);

  /** What happened, to know that the history was worth its while. */
  enum Happened {
    FILLED,
    PRESENT,
    WRITTEN_SINCE,
    HELD,
    LEASE_FILLED,
    PUBLISHED,
    RESTORED,
    DECLINED,
    LATE_END,
    LATE_COMMIT,
    DOUBT_OVER,
    EVICTED
  }

  final SplittableRandom random;
  final ManualTime time = new ManualTime(StoreStage.START_MILLIS);
  final HeapStores group = new HeapStores(time, time);
  final EntryStore<Integer, Long> store;
  final boolean bounded;
  final CommittedDatabase database = new CommittedDatabase(KEYS);
  final List<Session> sessions = new ArrayList<>();
  final Map<Happened, Integer> happened = new EnumMap<>(Happened.class);

  HistoryStage(long seed) {
    random = new SplittableRandom(seed);
    bounded = random.nextBoolean();
    int[] tombstones = {0, 2, 64};
    store =
        group.open(
            new StoreSettings<>(
                "random",
                Endings.BY_TIME,
                bounded ? new StoreBound.Entries<>(2) : new StoreBound.None<>(),
                StoreStage.LIMITS,
                key -> false,
                tombstones[random.nextInt(tombstones.length)]));
  }

  void count(Happened what) {
    happened.merge(what, 1, Integer::sum);
  }

  /** Whether nothing may fill the key, for sure. */
  boolean isHeld(int key) {
    return sessions.stream().anyMatch(session -> session.holds(key));
  }

  <R> CompletableFuture<R> tell(int key, EntryOperation<Long, R> operation) {
    return store.apply(key, operation).toCompletableFuture();
  }

  /** Asks for something whose answer does not matter. */
  void run(int key, EntryOperation<Long, ?> operation) {
    assertThat((Object) tell(key, operation)).isNotNull();
  }

  <R> R answer(int key, EntryOperation<Long, R> operation) {
    return done(tell(key, operation));
  }

  static <R> R done(CompletionStage<R> answer) {
    assertThat(answer).isCompleted();
    return answer.toCompletableFuture().join();
  }

  Admission fill(int key, long stamp, long over, long value) {
    return answer(key, new HoldOperation.FillStamped<>(stamp, over, loaded(value)));
  }

  PlainOperation.StoreLoaded<Long> loaded(long value) {
    return new PlainOperation.StoreLoaded<>(value, anyRule());
  }

  PlainOperation<Long> put(long value) {
    return new PlainOperation.Put<>(value, anyRule());
  }

  private ExpiryRule anyRule() {
    return random.nextInt(3) == 0 ? IDLE : ExpiryRule.NEVER;
  }
}
