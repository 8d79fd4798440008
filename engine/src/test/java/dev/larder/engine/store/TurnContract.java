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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Turns: who has one decides about the key; writers queue and readers go on. */
interface TurnContract extends StoreContract {

  @Test
  default void takeTurn_presentKey_comesWithTheEntry() {
    StoreStage stage = stage();
    stage.put(1, "a");

    Grant<String> turn = stage.turn(1);

    assertThat(turn.before()).isNotNull();
    assertThat(turn.before().value()).isEqualTo("a");
    assertThat(turn.before().version()).isEqualTo(stage.version(1));
    assertThat(turn.before().endMillis()).isEqualTo(ExpiryRule.ETERNAL);
    assertThat(stage.turn(2).before()).isNull();
  }

  @Test
  default void commitTurn_decision_takesEffectOnce() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> turn = stage.turn(1);

    Outcome<String> outcome =
        stage.commit(1, turn, new PlainOperation.GetAndPut<>("b", ExpiryRule.NEVER));

    assertThat(outcome.before()).isEqualTo("a");
    assertThat(outcome.effect()).isEqualTo(Effect.STORE);
    assertThat(stage.value(1)).isEqualTo("b");
    assertThat(stage.commit(1, turn, StoreStage.put("c")).verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void commitTurn_peek_changesNothing() {
    StoreStage stage = stage();
    stage.put(1, "a");
    long version = stage.version(1);

    stage.pass(1, stage.turn(1));
    stage.pass(2, stage.turn(2));

    assertThat(stage.version(1)).isEqualTo(version);
    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED);
    assertThat(stage.kinds(2)).isEmpty();
    assertThat(stage.store.size()).isEqualTo(1);
  }

  @Test
  default void takeTurn_underATurn_letsReadsGoOnAndWritesQueue() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> turn = stage.turn(1);

    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.ask(1, StoreStage.load())).isEqualTo(new FillAnswer.Present<>("a"));
    List<CompletableFuture<Outcome<String>>> writes = new ArrayList<>();
    for (PlainOperation<String> write : writes()) {
      writes.add(stage.queue(1, write));
    }
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED);

    assertThat(stage.commit(1, turn, StoreStage.put("turn")).applied()).isTrue();

    assertThat(writes).allMatch(CompletableFuture::isDone);
    assertThat(StoreStage.told(writes.get(0)).before()).isEqualTo("turn");
    assertThat(stage.value(1)).isEqualTo("loaded");
  }

  private static List<PlainOperation<String>> writes() {
    ExpiryRule never = ExpiryRule.NEVER;
    return List.of(
        new PlainOperation.Put<>("put", never),
        new PlainOperation.GetAndPut<>("get and put", never),
        new PlainOperation.Replace<>("replaced", never),
        new PlainOperation.ReplaceVersion<>(1, "replaced", never),
        new PlainOperation.RemoveVersion<>(1),
        new PlainOperation.Remove<>(),
        new PlainOperation.GetAndRemove<>(),
        new PlainOperation.PutIfAbsent<>("put if absent", never),
        new PlainOperation.StoreLoaded<>("loaded", never));
  }

  @Test
  default void commitTurn_manyWait_letsThemInInTheirOrder() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Outcome<String>> write = stage.queue(1, StoreStage.put("a"));
    CompletableFuture<Grant<String>> second = stage.queue(1, new HoldOperation.TakeTurn<>());
    CompletableFuture<Outcome<String>> later =
        stage.queue(1, new PlainOperation.GetAndPut<>("b", ExpiryRule.NEVER));
    CompletableFuture<Optional<Grant<String>>> intent = stage.queue(1, StoreStage.openIntent());
    CompletableFuture<Grant<String>> last = stage.queue(1, new HoldOperation.TakeTurn<>());

    stage.pass(1, turn);
    assertThat(write).isDone();
    assertThat(StoreStage.told(second).before().value()).isEqualTo("a");
    assertThat(later).isNotDone();

    stage.pass(1, StoreStage.told(second));
    assertThat(StoreStage.told(later).before()).isEqualTo("a");
    assertThat(StoreStage.told(intent).orElseThrow().before().value()).isEqualTo("b");
    assertThat(last).isNotDone();

    stage.run(
        1,
        new HoldOperation.ResolveIntent<>(
            StoreStage.told(intent).orElseThrow().hold(), StoreStage.put("c")));
    assertThat(StoreStage.told(last).before().value()).isEqualTo("c");
  }

  @Test
  default void alarm_turnPastItsLimit_letsTheNextInAndRefusesTheLateCommit() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> slow = stage.turn(1);
    CompletableFuture<Grant<String>> next = stage.queue(1, new HoldOperation.TakeTurn<>());
    CompletableFuture<Outcome<String>> write = stage.queue(1, StoreStage.put("b"));

    stage.advance(StoreStage.LIMITS.turnMillis() - 1);
    assertThat(next).isNotDone();
    stage.advance(1);
    assertThat(StoreStage.told(next).before().value()).isEqualTo("a");
    assertThat(write).isNotDone();

    assertThat(stage.commit(1, slow, StoreStage.put("late")).verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(StoreStage.LIMITS.turnMillis());
    assertThat(write).as("whoever waits behind a second slow turn").isDone();
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void commitTurn_slowButNobodyWaited_isStillItsTurn() {
    StoreStage stage = stage();
    Grant<String> slow = stage.turn(1);
    stage.advance(StoreStage.LIMITS.turnMillis() * 3);

    assertThat(stage.commit(1, slow, StoreStage.put("a")).applied()).isTrue();
  }

  @Test
  default void clear_underATurn_makesTheCommitAnswerAsIfBeforeAndWithoutEffect() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> turn = stage.turn(1);
    assertThat(stage.store.clear()).isCompleted();
    assertThat(stage.value(1)).isNull();

    Outcome<String> outcome =
        stage.commit(1, turn, new PlainOperation.GetAndPut<>("b", ExpiryRule.NEVER));

    assertThat(outcome.applied()).isTrue();
    assertThat(outcome.before()).isEqualTo("a");
    assertThat(outcome.statistics()).isEqualTo(new StatisticsDelta(1, 0, 1, 0));
    assertThat(outcome.effect()).isEqualTo(Effect.KEEP);
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.size()).isZero();
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.NOTED);
  }

  @Test
  default void clear_underATurn_doesNotVoidTheNext() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Grant<String>> next = stage.queue(1, new HoldOperation.TakeTurn<>());
    assertThat(stage.store.clear()).isCompleted();
    stage.pass(1, turn);

    assertThat(stage.commit(1, StoreStage.told(next), StoreStage.put("b")).effect())
        .isEqualTo(Effect.STORE);
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void fill_underATurn_isAdmittedOnlyWhereNothingIs() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    Grant<String> turn = stage.turn(1);
    assertThat(stage.fill(1, lease, "a").applied()).isTrue();
    stage.pass(1, turn);

    FillAnswer.Leased<String> reload =
        StoreStage.leased(stage.ask(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT)));
    CompletableFuture<FillAnswer<String>> waiting =
        stage.queue(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT));
    Grant<String> second = stage.turn(1);
    assertThat(stage.fill(1, reload, "b").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(waiting).isCompletedWithValue(new FillAnswer.Present<>("a"));
    assertThat(stage.commit(1, second, StoreStage.put("c")).before()).isEqualTo("a");
  }

  @Test
  default void cancel_waiterForATurn_letsTheNextIn() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Grant<String>> gone = stage.queue(1, new HoldOperation.TakeTurn<>());
    CompletableFuture<Grant<String>> next = stage.queue(1, new HoldOperation.TakeTurn<>());
    assertThat(gone.cancel(false)).isTrue();

    stage.pass(1, turn);

    assertThat(next).isDone();
    stage.pass(1, StoreStage.told(next));
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void cancel_waiterJustBeingAnswered_handsTheTurnOn() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Outcome<String>> write = stage.queue(1, StoreStage.put("a"));
    CompletableFuture<Grant<String>> gone = stage.queue(1, new HoldOperation.TakeTurn<>());
    CompletableFuture<Grant<String>> next = stage.queue(1, new HoldOperation.TakeTurn<>());
    // The write is answered first; by then the turn behind it is given, but not yet told.
    CompletableFuture<Boolean> cancelled = write.thenApply(done -> gone.cancel(false));

    stage.pass(1, turn);

    assertThat(cancelled).isCompletedWithValue(true);
    assertThat(next).as("the turn given to one who had left").isDone();
    stage.pass(1, StoreStage.told(next));
    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void cancel_waiterForAnIntentJustBeingAnswered_handsTheKeyOn() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    CompletableFuture<Outcome<String>> write = stage.queue(1, StoreStage.put("a"));
    CompletableFuture<Optional<Grant<String>>> gone = stage.queue(1, StoreStage.openIntent());
    CompletableFuture<Outcome<String>> next = stage.queue(1, StoreStage.put("b"));
    CompletableFuture<Boolean> cancelled = write.thenApply(done -> gone.cancel(false));

    stage.pass(1, turn);

    assertThat(cancelled).isCompletedWithValue(true);
    assertThat(StoreStage.told(next).before()).isEqualTo("a");
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void commitTurn_absentKeyFilledUnderIt_takesEffectOverTheFill() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    FillAnswer.Leased<String> lease = (FillAnswer.Leased<String>) stage.ask(1, StoreStage.load());
    var unused =
        stage.ask(
            1,
            new HoldOperation.Fill<>(
                lease.lease(),
                lease.stamp(),
                new PlainOperation.StoreLoaded<>("filled", ExpiryRule.NEVER)));

    Outcome<String> outcome =
        stage.commit(1, turn, new PlainOperation.PutIfAbsent<>("b", ExpiryRule.NEVER));

    assertThat(outcome.applied()).isTrue();
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void clear_underATurnThatThenWrites_stillTellsOfTheWrite() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> turn = stage.turn(1);
    var unused = stage.store.clear();

    Outcome<String> outcome = stage.commit(1, turn, StoreStage.put("b"));

    assertThat(outcome.applied()).isTrue();
    assertThat(stage.value(1)).isNull();
    assertThat(stage.kinds(1)).endsWith(ChangeKind.NOTED);
    assertThat(stage.changes.get(stage.changes.size() - 1).after()).isEqualTo("b");
  }
}
