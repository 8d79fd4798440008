// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.OutOfTimeException;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.ChangeKind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Fill leases: one loads, the others wait, and what happened meanwhile wins. */
interface FillContract extends StoreContract {

  @Test
  default void openFill_presentKey_isTheValueAndCountsAsARead() {
    StoreStage stage = stage();
    stage.put(1, "a");

    assertThat(stage.ask(1, StoreStage.load())).isEqualTo(new FillAnswer.Present<>("a"));
  }

  @Test
  default void openFill_absentKey_givesOneLease() {
    StoreStage stage = stage();

    FillAnswer.Leased<String> lease = stage.lease(1);

    assertThat(lease.stamp()).isEqualTo(stage.group.stamp());
    assertThat(lease.replacing()).isFalse();
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    assertThat(stage.ask(1, StoreStage.openFill(Existing.TAKE, Patience.ASK)))
        .isEqualTo(new FillAnswer.Busy<>());
    assertThat(stage.lease(2).lease()).isNotEqualTo(lease.lease());
    assertThat(waiting).isNotDone();
  }

  @Test
  default void fill_underItsLease_storesAndLetsTheWaitersHaveIt() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> one = stage.queue(1, StoreStage.load());
    CompletableFuture<FillAnswer<String>> two = stage.queue(1, StoreStage.load());

    assertThat(stage.fill(1, lease, "a").verdict()).isEqualTo(Verdict.APPLIED);

    assertThat(one).isCompletedWithValue(new FillAnswer.Present<>("a"));
    assertThat(two).isCompletedWithValue(new FillAnswer.Present<>("a"));
    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.lastChange().kind()).isEqualTo(ChangeKind.CREATED);
    assertThat(stage.lastChange().origin()).isEqualTo(Origin.FILL);
  }

  @Test
  default void fill_zeroLife_stillAnswersTheWaiters() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());

    stage.run(
        1,
        new HoldOperation.Fill<>(
            lease.lease(),
            lease.stamp(),
            new PlainOperation.StoreLoaded<>("a", ExpiryRule.fixed(0))));

    assertThat(waiting).isCompletedWithValue(new FillAnswer.Present<>("a"));
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void fillNothing_underItsLease_saysAbsentToTheWaiters() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());

    assertThat(stage.ask(1, new HoldOperation.FillNothing<>(lease.lease())))
        .isEqualTo(Verdict.APPLIED);

    assertThat(waiting).isCompletedWithValue(new FillAnswer.Absent<>());
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void fillNothing_keyWrittenMeanwhile_isRefusedAndWaitersLoadForThemselves() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    stage.remove(1);

    assertThat(stage.ask(1, new HoldOperation.FillNothing<>(lease.lease())))
        .isEqualTo(Verdict.REFUSED);

    assertThat(waiting).isCompletedWithValue(new FillAnswer.LoadOnly<>());
  }

  @Test
  default void abandonFill_withACause_tellsItToTheWaiters() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    Throwable cause = new IllegalStateException("no database");

    stage.run(1, new HoldOperation.AbandonFill<>(lease.lease(), Optional.of(cause)));

    assertThat(waiting).isCompletedWithValue(new FillAnswer.Failed<>(cause));
    assertThat(stage.lease(1).lease()).isNotEqualTo(lease.lease());
  }

  @Test
  default void abandonFill_withoutACause_letsTheWaitersLoad() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());

    stage.run(1, new HoldOperation.AbandonFill<>(lease.lease(), Optional.empty()));

    assertThat(waiting).isCompletedWithValue(new FillAnswer.LoadOnly<>());
    assertThat(stage.store.size()).isZero();
    assertThat(stage.ask(1, new HoldOperation.AbandonFill<>(lease.lease(), Optional.empty())))
        .isEqualTo(Verdict.REFUSED);
  }

  @Test
  default void fill_putMeanwhile_isRefusedAndThePutIsTheAnswer() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    stage.put(1, "put");
    assertThat(waiting).isCompletedWithValue(new FillAnswer.Present<>("put"));

    assertThat(stage.fill(1, lease, "loaded").verdict()).isEqualTo(Verdict.REFUSED);

    assertThat(stage.value(1)).isEqualTo("put");
  }

  @Test
  default void fill_putAndRemovedMeanwhile_isRefused() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    stage.put(1, "put");
    stage.remove(1);

    assertRefused(stage, lease);
  }

  @Test
  default void fill_absentKeyRemovedMeanwhile_isRefusedAndWaitersLoadForThemselves() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    stage.remove(1);
    assertThat(waiting).isNotDone();

    assertRefused(stage, lease);

    assertThat(waiting).isCompletedWithValue(new FillAnswer.LoadOnly<>());
  }

  @Test
  default void fill_clearedMeanwhile_isRefused() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    assertThat(stage.store.clear()).isCompleted();

    assertRefused(stage, lease);
  }

  @Test
  default void fill_otherKeysWrittenMeanwhile_isAdmitted() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    stage.put(2, "b");
    stage.remove(3);

    assertThat(stage.fill(1, lease, "a").applied()).isTrue();
  }

  private static void assertRefused(StoreStage stage, FillAnswer.Leased<String> lease) {
    assertThat(stage.fill(1, lease, "loaded").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void alarm_loadPastItsLimit_failsTheWaitersAndLetsTheNextLoad() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());

    stage.advance(StoreStage.LIMITS.loadMillis() - 1);
    assertThat(waiting).isNotDone();
    stage.advance(1);

    assertThat(StoreStage.told(waiting))
        .isInstanceOfSatisfying(
            FillAnswer.Failed.class,
            failed -> assertThat(failed.cause()).isInstanceOf(OutOfTimeException.class));
    FillAnswer.Leased<String> next = stage.lease(1);
    assertThat(next.lease()).isNotEqualTo(lease.lease());
    assertThat(stage.fill(1, next, "a").applied()).isTrue();
  }

  @Test
  default void openFill_loadLongPastItsLimitForWhichNobodyWaited_isTheNextLease() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lost = stage.lease(1);
    stage.advance(StoreStage.LIMITS.loadMillis() * 10);

    FillAnswer.Leased<String> next = stage.lease(1);

    assertThat(next.lease()).isNotEqualTo(lost.lease());
  }

  @Test
  default void alarm_turnEndsBeforeTheLoad_stillEndsTheLoadInTime() {
    StoreStage stage = stage(); // the earliest limit is another hold's, and that is not the last
    var turn = stage.turn(1);
    stage.advance(StoreStage.LIMITS.turnMillis() - StoreStage.LIMITS.loadMillis() / 2);
    assertThat(stage.lease(1).replacing()).isFalse();
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    stage.pass(1, turn);

    stage.advance(StoreStage.LIMITS.loadMillis());

    assertThat(StoreStage.told(waiting)).isInstanceOf(FillAnswer.Failed.class);
  }

  @Test
  default void fill_lateAndNothingTouchedTheKey_isAdmitted() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> late = pastItsLimit(stage);

    assertThat(stage.fill(1, late, "late").applied()).isTrue();
    assertThat(stage.value(1)).isEqualTo("late");
  }

  @Test
  default void fill_lateAndTheKeyWasTouched_isRefused() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> late = pastItsLimit(stage);
    stage.remove(1);

    assertRefused(stage, late);
  }

  @Test
  default void fill_lateWhileAnotherLoads_answersTheOthersWaitersToo() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> late = pastItsLimit(stage);
    FillAnswer.Leased<String> next = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());

    assertThat(stage.fill(1, late, "late").applied()).isTrue();

    assertThat(waiting).isCompletedWithValue(new FillAnswer.Present<>("late"));
    assertThat(stage.fill(1, next, "next").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isEqualTo("late");
  }

  private static FillAnswer.Leased<String> pastItsLimit(StoreStage stage) {
    FillAnswer.Leased<String> late = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    stage.advance(StoreStage.LIMITS.loadMillis());
    assertThat(waiting).isDone();
    return late;
  }

  @Test
  default void openFill_replacing_loadsWhileOthersReadTheOldValue() {
    StoreStage stage = stage();
    stage.put(1, "old");

    FillAnswer.Leased<String> lease =
        StoreStage.leased(stage.ask(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT)));

    assertThat(lease.replacing()).isTrue();
    assertThat(stage.value(1)).isEqualTo("old");
    assertThat(stage.ask(1, StoreStage.load())).isEqualTo(new FillAnswer.Present<>("old"));
    CompletableFuture<FillAnswer<String>> second =
        stage.queue(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT));
    assertThat(stage.fill(1, lease, "new").applied()).isTrue();
    assertThat(second).isCompletedWithValue(new FillAnswer.Present<>("new"));
    assertThat(stage.value(1)).isEqualTo("new");
    assertThat(stage.lastChange().kind()).isEqualTo(ChangeKind.UPDATED);
  }

  @Test
  default void fill_replacingWhatWasPutMeanwhile_isRefusedAndThePutIsTheAnswer() {
    StoreStage stage = stage();
    stage.put(1, "old");
    FillAnswer.Leased<String> lease =
        StoreStage.leased(stage.ask(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT)));
    stage.put(1, "put");

    assertThat(stage.fill(1, lease, "new").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isEqualTo("put");
  }

  @Test
  default void cancel_waiterForALoad_leavesTheOthersAndTheLoadAlone() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> gone = stage.queue(1, StoreStage.load());
    CompletableFuture<FillAnswer<String>> stays = stage.queue(1, StoreStage.load());
    assertThat(gone.cancel(false)).isTrue();

    assertThat(stage.fill(1, lease, "a").applied()).isTrue();

    assertThat(stays).isCompletedWithValue(new FillAnswer.Present<>("a"));
    assertThat(gone).isCancelled();
  }
}
