// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StatisticsDelta;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.ChangeKind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Write intents that end as they should: announced, worked on, resolved. */
interface IntentContract extends StoreContract {

  @Test
  default void openIntent_presentKey_readersKeepTheOldValueAndWritersQueue() {
    StoreStage stage = stage();
    stage.put(1, "a");

    Grant<String> intent = stage.intent(1);

    assertThat(intent.before().value()).isEqualTo("a");
    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.ask(1, new HoldOperation.OpenIntent<>(Patience.ASK))).isEmpty();
    assertThat(stage.queue(1, StoreStage.put("b"))).isNotDone();
    assertThat(stage.queue(1, new HoldOperation.TakeTurn<>())).isNotDone();
    assertThat(stage.queue(1, StoreStage.openIntent())).isNotDone();
  }

  @Test
  default void resolveIntent_mutation_isPublishedOnce() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.intent(1);

    Outcome<String> outcome =
        stage.resolve(1, intent, new PlainOperation.GetAndPut<>("b", ExpiryRule.NEVER));

    assertThat(outcome.before()).isEqualTo("a");
    assertThat(stage.value(1)).isEqualTo("b");
    assertThat(stage.resolve(1, intent, StoreStage.put("c")).verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void resolveIntent_peek_keepsTheOldValue() {
    StoreStage stage = stage();
    stage.put(1, "a");
    long version = stage.version(1);

    Outcome<String> outcome = stage.resolve(1, stage.intent(1), new PlainOperation.Peek<>());

    assertThat(outcome.verdict()).isEqualTo(Verdict.APPLIED);
    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.version(1)).isEqualTo(version);
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED);
  }

  @Test
  default void resolveIntent_removal_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    stage.put(1, "a");

    assertThat(stage.resolve(1, stage.intent(1), new PlainOperation.Remove<>()).applied()).isTrue();

    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void openIntent_absentKey_shutsOutFills() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    Grant<String> intent = stage.intent(1);

    assertThat(stage.fill(1, lease, "loaded").verdict()).isEqualTo(Verdict.REFUSED);

    assertThat(waiting).isCompletedWithValue(new FillAnswer.LoadOnly<>());
    assertThat(stage.value(1)).isNull();
    assertThat(stage.ask(1, StoreStage.load())).isEqualTo(new FillAnswer.LoadOnly<>());
    assertThat(stage.resolve(1, intent, StoreStage.put("a")).applied()).isTrue();
    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void fill_readBeforeAnIntentThatRemoved_isRefused() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    Grant<String> intent = stage.intent(1);
    stage.run(1, new HoldOperation.ResolveIntent<>(intent.hold(), new PlainOperation.Remove<>()));

    assertThat(stage.fill(1, lease, "loaded").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void openFill_replacingUnderAnIntent_loadsForItselfOnly() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.intent(1);

    assertThat(stage.ask(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT)))
        .isEqualTo(new FillAnswer.LoadOnly<>());
    assertThat(stage.ask(1, StoreStage.load())).isEqualTo(new FillAnswer.Present<>("a"));
    assertThat(stage.resolve(1, intent, new PlainOperation.Peek<>()).applied()).isTrue();
  }

  @Test
  default void turnToIntent_openTurn_goesOnAsAnIntentOfTheSameNumber() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Outcome<String>> write = stage.queue(1, StoreStage.put("b"));

    assertThat(stage.ask(1, new HoldOperation.TurnToIntent<>(turn.hold())))
        .isEqualTo(Verdict.APPLIED);

    assertThat(write).isNotDone();
    assertThat(stage.ask(1, StoreStage.load())).isEqualTo(new FillAnswer.LoadOnly<>());
    assertThat(stage.commit(1, turn, StoreStage.put("x")).verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.resolve(1, turn, StoreStage.put("a")).applied()).isTrue();
    assertThat(StoreStage.told(write).applied()).isTrue();
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void turnToIntent_turnThatHasEnded_isRefused() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    stage.pass(1, turn);

    assertThat(stage.ask(1, new HoldOperation.TurnToIntent<>(turn.hold())))
        .isEqualTo(Verdict.REFUSED);
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void clear_underAnIntent_makesTheResolveAnswerAsIfBeforeAndLeavesNothing() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.intent(1);
    assertThat(stage.store.clear()).isCompleted();

    assertAnsweredAsBefore(stage, intent);
  }

  @Test
  default void clear_underATurnThatBecameAnIntent_makesTheResolveAnswerAsIfBefore() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> turn = stage.turn(1);
    assertThat(stage.store.clear()).isCompleted();
    stage.run(1, new HoldOperation.TurnToIntent<>(turn.hold()));

    assertAnsweredAsBefore(stage, turn);
  }

  private static void assertAnsweredAsBefore(StoreStage stage, Grant<String> intent) {
    Outcome<String> outcome =
        stage.resolve(1, intent, new PlainOperation.Replace<>("b", ExpiryRule.NEVER));

    assertThat(outcome.verdict()).isEqualTo(Verdict.APPLIED);
    assertThat(outcome.before()).isEqualTo("a");
    assertThat(outcome.statistics()).isEqualTo(new StatisticsDelta(1, 0, 1, 0));
    assertThat(outcome.effect()).isEqualTo(Effect.KEEP);
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void clear_underAnIntent_refusesFillsOfWhatWasReadBeforeItsEnd() {
    StoreStage stage = stage();
    Grant<String> intent = stage.intent(1);
    assertThat(stage.store.clear()).isCompleted();
    stage.run(1, new HoldOperation.ResolveIntent<>(intent.hold(), StoreStage.put("b")));

    FillAnswer.Leased<String> lease = stage.lease(1);

    assertThat(stage.fill(1, lease, "c").applied()).isTrue();
    assertThat(stage.value(1)).isEqualTo("c");
  }

  @Test
  default void cancel_waiterForAnIntent_letsTheNextIn() {
    StoreStage stage = stage();
    Grant<String> intent = stage.intent(1);
    CompletableFuture<Optional<Grant<String>>> gone = stage.queue(1, StoreStage.openIntent());
    CompletableFuture<Optional<Grant<String>>> next = stage.queue(1, StoreStage.openIntent());
    assertThat(gone.cancel(false)).isTrue();

    stage.run(1, new HoldOperation.ResolveIntent<>(intent.hold(), new PlainOperation.Peek<>()));

    assertThat(StoreStage.told(next)).isPresent();
  }
}
