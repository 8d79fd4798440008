// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rare moments of the store on the heap, each made to happen. */
class HeapEntryStoreEdgeTest {
  private final ManualTime time = new ManualTime(StoreStage.START_MILLIS);
  private final HeapStores group = new HeapStores(time, time);

  /** A key that lets something happen when its hash is asked for. */
  private static final class WatchedKey {
    private Runnable onHash = () -> {};

    @Override
    public int hashCode() {
      onHash.run();
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WatchedKey;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fill_ofAForgottenKeyWrittenDuringALookUp_isRefused(int lookUp) {
    EntryStore<WatchedKey, String> store = group.open(StoreSettings.unbounded("watched"));
    WatchedKey same = new WatchedKey();
    FillAnswer.Leased<String> lease = StoreStage.leased(done(store.apply(same, StoreStage.load())));
    assertThat(store.apply(same, new HoldOperation.AbandonFill<>(lease.lease(), Optional.empty())))
        .isCompleted();
    assertThat(store.size()).as("the key is forgotten").isZero();
    WatchedKey key = new WatchedKey();
    AtomicInteger lookUps = new AtomicInteger();
    key.onHash =
        () -> {
          if (lookUps.incrementAndGet() == lookUp) {
            assertThat(store.apply(same, new PlainOperation.Remove<>())).isCompleted();
          }
        };

    Outcome<String> outcome =
        done(
            store.apply(
                key,
                new HoldOperation.Fill<>(
                    lease.lease(),
                    lease.stamp(),
                    new PlainOperation.StoreLoaded<>("old", ExpiryRule.NEVER))));

    assertThat(lookUps.get()).isGreaterThanOrEqualTo(lookUp);
    assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(store.size()).isZero();
  }

  private static <R> R done(CompletionStage<R> stage) {
    assertThat(stage).isCompleted();
    return stage.toCompletableFuture().join();
  }

  /** A store whose weigher refuses the value "bad". */
  private EntryStore<Integer, String> choosy() {
    StoreBound<Integer, String> bound =
        new StoreBound.Bytes<>(
            100,
            (key, value) -> {
              if (value.equals("bad")) {
                throw new IllegalArgumentException("this value has no weight");
              }
              return 1;
            });
    return group.open(
        new StoreSettings<>("choosy", Endings.BY_TIME, bound, StoreStage.LIMITS, key -> false));
  }

  @Test
  void put_weigherThrows_tellsItsCallerAndLeavesNothingBehind() {
    EntryStore<Integer, String> store = choosy();

    assertThatThrownBy(() -> store.apply(1, StoreStage.put("bad")))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(store.size()).isZero();
    assertThat(store.apply(1, StoreStage.put("good"))).isCompleted();
  }

  @Test
  void commitTurn_weigherThrowsForOneWhoWaited_tellsThatOneAndLetsTheNextIn() {
    EntryStore<Integer, String> store = choosy();
    Grant<String> turn = done(store.apply(1, new HoldOperation.TakeTurn<>()));
    CompletableFuture<Outcome<String>> bad =
        store.apply(1, StoreStage.put("bad")).toCompletableFuture();
    CompletableFuture<Outcome<String>> good =
        store.apply(1, StoreStage.put("good")).toCompletableFuture();

    Outcome<String> committed =
        done(
            store.apply(
                1, new HoldOperation.CommitTurn<>(turn.hold(), new PlainOperation.Peek<>())));

    assertThat(committed.verdict()).isEqualTo(Verdict.DECLINED);
    assertThat(bad).isCompletedExceptionally();
    assertThat(good).isCompleted();
    assertThat(store.read(1, ExpiryRule.NEVER)).isEqualTo("good");
  }

  @Test
  void takeTurn_waiterCancelledWhileTheStoreCloses_harmsNobodyElse() {
    EntryStore<Integer, String> store = group.open(StoreSettings.unbounded("closing"));
    Grant<String> turn = done(store.apply(1, new HoldOperation.TakeTurn<>()));
    CompletableFuture<Outcome<String>> write =
        store.apply(1, StoreStage.put("a")).toCompletableFuture();
    CompletableFuture<Grant<String>> gone =
        store.apply(1, new HoldOperation.TakeTurn<String>()).toCompletableFuture();
    CompletableFuture<Boolean> closed =
        write.thenApply(
            done -> {
              store.close();
              return gone.cancel(false);
            });

    assertThat(
            store.apply(
                1, new HoldOperation.CommitTurn<>(turn.hold(), new PlainOperation.Peek<>())))
        .isCompleted();
    assertThat(closed).isCompletedWithValue(true);
  }

  @Test
  void holds_thatHaveEnded_leaveNoWakeUpBehind() {
    EntryStore<Integer, String> store = group.open(StoreSettings.unbounded("tickets"));
    for (int key = 0; key < 1_000; key++) {
      Optional<Grant<String>> intent =
          done(store.apply(key, new HoldOperation.OpenIntent<>(Patience.WAIT)));
      var waiting = store.apply(key, StoreStage.put("a"));
      assertThat(
              store.apply(
                  key,
                  new HoldOperation.ResolveIntent<>(
                      intent.orElseThrow().hold(), StoreStage.put("b"))))
          .isCompleted();
      assertThat(waiting).isCompleted();
    }

    time.advance(0, group::onAlarm);
    group.onAlarm();
    time.advance(1, group::onAlarm);
    time.advance(time.nextWakeMillis() - time.millis(), group::onAlarm);

    assertThat(time.nextWakeMillis()).as("nothing is left to wake for").isEqualTo(Long.MAX_VALUE);
  }

  /** A group whose alarm and clock do something once, in the midst of a call. */
  private final class Interrupted {
    private Runnable onWakeAt = () -> {};
    private Runnable onMillis = () -> {};
    private final HeapStores stores =
        new HeapStores(
            () -> {
              Runnable once = onMillis;
              onMillis = () -> {};
              once.run();
              return time.millis();
            },
            millis -> {
              time.wakeAt(millis);
              Runnable once = onWakeAt;
              onWakeAt = () -> {};
              once.run();
            });

    private EntryStore<Integer, String> open() {
      return stores.open(
          new StoreSettings<>(
              "interrupted",
              Endings.BY_TIME,
              new StoreBound.None<>(),
              StoreStage.LIMITS,
              key -> false,
              16));
    }
  }

  private static Admission fill(EntryStore<Integer, String> store, long stamp) {
    return done(
        store.apply(
            1,
            new HoldOperation.FillStamped<>(
                stamp, 0, new PlainOperation.StoreLoaded<>("old", ExpiryRule.NEVER))));
  }

  @Test
  void endCacheIntent_fillBetweenItsEndAndItsClear_isRefused() {
    Interrupted group = new Interrupted();
    EntryStore<Integer, String> store = group.open();
    doubtCache(store); // so that there is something to wake for, which is where we come in
    long intent = done(store.openCacheIntent());
    long stamp = group.stores.stamp();
    List<Admission> answers = new ArrayList<>();
    group.onWakeAt = () -> answers.add(fill(store, stamp));

    assertThat(store.endCacheIntent(intent, CacheEnd.KNOWN)).isCompletedWithValue(Verdict.APPLIED);

    assertThat(answers).containsExactly(Admission.WRITTEN_SINCE);
  }

  private static void doubtCache(EntryStore<Integer, String> store) {
    assertThat(store.endCacheIntent(done(store.openCacheIntent()), CacheEnd.UNKNOWN)).isCompleted();
  }

  @Test
  void alarm_fillBetweenTheEndOfACachesDoubtAndItsClear_isRefused() {
    Interrupted group = new Interrupted();
    EntryStore<Integer, String> store = group.open();
    doubtCache(store);
    time.pass(1);
    doubtCache(store);
    long stamp = group.stores.stamp();
    List<Admission> answers = new ArrayList<>();
    group.onWakeAt = () -> answers.add(fill(store, stamp));

    time.pass(StoreStage.LIMITS.doubtMillis() - 1);
    group.stores.onAlarm();

    assertThat(answers).containsExactly(Admission.WRITTEN_SINCE);
  }

  @Test
  void read_cacheFallsInDoubtMeanwhile_lengthensNothingStoredUnderDoubt() {
    Interrupted group = new Interrupted();
    EntryStore<Integer, String> store = group.open();
    long life = StoreStage.LIMITS.doubtLifeMillis();
    FillAnswer.Leased<String> lease = StoreStage.leased(done(store.apply(1, StoreStage.load())));
    ExpiryRule idle = new ExpiryRule(life, life, 60_000);
    assertThat(store.apply(1, new PlainOperation.Put<>("before", idle))).isCompleted();
    group.onMillis =
        () -> { // the reader has looked at the entry and is about to move its end
          doubtCache(store);
          assertThat(store.apply(1, StoreStage.put("in doubt"))).isCompleted();
          assertThat(
                  store.apply(1, new HoldOperation.AbandonFill<>(lease.lease(), Optional.empty())))
              .isCompleted();
        };
    assertThat(store.read(1, idle)).isIn("before", null);

    time.advance(life, group.stores::onAlarm);

    assertThat(store.readEntry(1)).as("it lives at most doubtLife").isNull();
  }
}
