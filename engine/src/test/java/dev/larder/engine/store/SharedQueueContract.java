// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Shared intents beside turns and single intents: who waits for whom. */
interface SharedQueueContract extends StoreContract {

  @Test
  default void takeTurn_underASharedIntent_queuesUntilTheLastHasEnded() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> first = stage.shared(1);
    Grant<String> second = stage.shared(1);
    CompletableFuture<Grant<String>> turn = stage.queue(1, new HoldOperation.TakeTurn<>());
    CompletableFuture<Optional<Grant<String>>> intent = stage.queue(1, StoreStage.openIntent());
    assertThat(stage.ask(1, new HoldOperation.OpenIntent<>(Patience.ASK))).isEmpty();

    stage.run(1, StoreStage.endShared(first, StoreStage.publish("b")));
    assertThat(turn).isNotDone();
    stage.run(1, StoreStage.endShared(second, StoreStage.publish("b")));

    assertThat(StoreStage.told(turn).before()).isNull();
    assertThat(intent).isNotDone();
    stage.run(1, new HoldOperation.CommitTurn<>(turn.join().hold(), StoreStage.put("c")));
    assertThat(StoreStage.told(intent).orElseThrow().before().value()).isEqualTo("c");
  }

  @Test
  default void openShared_underATurnOrAnIntent_queuesUntilItHasEnded() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Grant<String>> first = stage.queue(1, StoreStage.openShared());
    CompletableFuture<Grant<String>> second = stage.queue(1, StoreStage.openShared());
    CompletableFuture<Optional<Grant<String>>> intent = stage.queue(1, StoreStage.openIntent());
    CompletableFuture<Grant<String>> third = stage.queue(1, StoreStage.openShared());

    assertThat(stage.commit(1, turn, StoreStage.put("a")).applied()).isTrue();
    assertThat(StoreStage.told(first).before().value()).as("what the turn left").isEqualTo("a");
    assertThat(second).isDone();
    assertThat(intent).isNotDone();
    stage.run(1, StoreStage.endShared(first.join(), StoreStage.restore()));
    stage.run(1, StoreStage.endShared(second.join(), StoreStage.restore()));

    assertThat(third).isNotDone();
    stage.run(
        1,
        new HoldOperation.ResolveIntent<>(
            StoreStage.told(intent).orElseThrow().hold(), StoreStage.put("b")));
    assertThat(StoreStage.told(third).before().value()).isEqualTo("b");
    assertThat(stage.end(1, third.join(), StoreStage.restore())).isEqualTo(Verdict.APPLIED);
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void openShared_byTwoWhoHoldEachOthersKeyWhileTurnsWait_overtakesThem() {
    StoreStage stage = stage();
    Grant<String> one = stage.shared(1);
    Grant<String> two = stage.shared(2);
    List<CompletableFuture<Grant<String>>> turns =
        List.of(
            stage.queue(1, new HoldOperation.TakeTurn<>()),
            stage.queue(2, new HoldOperation.TakeTurn<>()));

    Grant<String> other = stage.shared(1);
    Grant<String> another = stage.shared(2);

    assertThat(turns).noneMatch(CompletableFuture::isDone);
    stage.run(1, StoreStage.endShared(one, StoreStage.restore()));
    stage.run(2, StoreStage.endShared(two, StoreStage.restore()));
    stage.run(1, StoreStage.endShared(other, StoreStage.restore()));
    stage.run(2, StoreStage.endShared(another, StoreStage.restore()));
    assertThat(turns).allMatch(CompletableFuture::isDone);
  }

  @Test
  default void openShared_turnPastItsLimit_getsInAndTheLateCommitIsRefused() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> slow = stage.turn(1);
    CompletableFuture<Grant<String>> intent = stage.queue(1, StoreStage.openShared());
    stage.advance(StoreStage.LIMITS.turnMillis());

    assertThat(StoreStage.told(intent).before().value()).isEqualTo("a");
    assertThat(stage.commit(1, slow, StoreStage.put("late")).verdict()).isEqualTo(Verdict.REFUSED);

    assertThat(stage.end(1, intent.join(), StoreStage.restore())).isEqualTo(Verdict.APPLIED);
    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void cancel_queuedOpenShared_letsTheNextIn() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Grant<String>> gone = stage.queue(1, StoreStage.openShared());
    CompletableFuture<Grant<String>> next = stage.queue(1, new HoldOperation.TakeTurn<>());
    assertThat(gone.cancel(false)).isTrue();

    stage.pass(1, turn);

    stage.pass(1, StoreStage.told(next));
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void cancel_openSharedJustBeingAnswered_isUndoneAndTheEntryIsBack() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Outcome<String>> write = stage.queue(1, StoreStage.put("a"));
    CompletableFuture<Grant<String>> gone = stage.queue(1, StoreStage.openShared());
    CompletableFuture<Grant<String>> next = stage.queue(1, new HoldOperation.TakeTurn<>());
    // The write is answered first; by then the intent behind it is given, but not yet told.
    CompletableFuture<Boolean> cancelled = write.thenApply(done -> gone.cancel(false));

    stage.pass(1, turn);

    assertThat(cancelled).isCompletedWithValue(true);
    assertThat(StoreStage.told(next).before())
        .isEqualTo(new StoredEntry<>("a", write.join().version(), ExpiryRule.ETERNAL));
    stage.pass(1, next.join());
    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void close_openSharedIsQueued_failsIt() {
    StoreStage stage = stage();
    Grant<String> shared = stage.shared(2);
    CompletableFuture<Grant<String>> turn = stage.queue(2, new HoldOperation.TakeTurn<>());
    stage.run(1, new HoldOperation.TakeTurn<>());
    CompletableFuture<Grant<String>> opening = stage.queue(1, StoreStage.openShared());

    stage.store.close();

    assertThat(shared.before()).isNull();
    for (CompletableFuture<Grant<String>> queued : List.of(turn, opening)) {
      assertThatThrownBy(() -> StoreStage.told(queued))
          .hasCauseInstanceOf(StoreClosedException.class);
    }
  }

  @Test
  default void takeTurn_intentPastItsLimitWhileTheAlarmSlept_getsIn() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.run(1, StoreStage.openShared());
    stage.time.pass(StoreStage.LIMITS.sharedMillis());

    Grant<String> turn = stage.turn(1);

    assertThat(turn.before()).isNull();
    stage.pass(1, turn);
  }

  @Test
  default void alarm_intentPastItsLimit_letsTheTurnIn() {
    StoreStage stage = stage();
    stage.run(1, StoreStage.openShared());
    CompletableFuture<Grant<String>> turn = stage.queue(1, new HoldOperation.TakeTurn<>());

    stage.advance(StoreStage.LIMITS.sharedMillis());

    assertThat(turn).isDone();
  }
}
