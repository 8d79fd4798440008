// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.ChangeKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Intents of which nobody knows how they ended, and the doubt they leave. */
interface DoubtContract extends StoreContract {
  /** The most that anything lives under doubt. */
  long DOUBT_LIFE = StoreStage.LIMITS.doubtLifeMillis();

  /** How long a doubt lasts after a writer threw. */
  long DOUBT = StoreStage.LIMITS.doubtMillis();

  @Test
  default void doubtIntent_drop_leavesTheKeyAbsentAndLetsTheNextIn() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.intent(1);
    CompletableFuture<Outcome<String>> write = stage.queue(1, StoreStage.put("b"));

    stage.doubt(1, intent, Unsure.DROP);

    assertThat(StoreStage.told(write).before()).isNull();
    assertThat(stage.kinds(1))
        .containsExactly(ChangeKind.CREATED, ChangeKind.DROPPED, ChangeKind.CREATED);
  }

  @Test
  default void doubtIntent_keepInDoubt_keepsTheValueForDoubtLife() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.doubt(1, stage.intent(1), Unsure.KEEP_IN_DOUBT);

    stage.advance(DOUBT_LIFE - 1);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(1);
    assertThat(stage.value(1)).isNull();
    assertThat(stage.lastChange().kind()).isEqualTo(ChangeKind.EXPIRED);
  }

  @Test
  default void doubtIntent_keepInDoubt_lengthensNoShorterLife() {
    StoreStage stage = stage();
    stage.put(1, "a", DOUBT_LIFE / 2);
    stage.doubt(1, stage.intent(1), Unsure.KEEP_IN_DOUBT);

    stage.advance(DOUBT_LIFE / 2);

    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void doubtIntent_keep_leavesEverythingAsItWas() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.doubt(1, stage.intent(1), Unsure.KEEP);

    stage.advance(DOUBT * 2);

    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED);
    assertThat(stage.time.nextWakeMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  default void put_underDoubt_livesAtMostDoubtLifeAndNoTouchLengthensIt() {
    ExpiryRule idle = new ExpiryRule(60_000, 60_000, 60_000);
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    stage.run(1, new PlainOperation.Put<>("a", idle));

    stage.advance(DOUBT_LIFE - 1);
    assertThat(stage.store.read(1, idle)).isIn("a", null);
    assertThat(stage.ask(1, new PlainOperation.Get<>(idle)).before()).isEqualTo("a");
    stage.run(1, new PlainOperation.Touch<>(stage.version(1), stage.time.millis() + 60_000));
    stage.advance(1);

    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void fill_underDoubt_livesAtMostDoubtLife() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    assertThat(stage.fill(1, stage.lease(1), "a").applied()).isTrue();

    stage.advance(DOUBT_LIFE - 1);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(1);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void doubtIntent_aSecondDoubt_lengthensNothing() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    ExpiryRule idle = new ExpiryRule(60_000, 60_000, 60_000);
    stage.run(1, new PlainOperation.Put<>("a", idle));
    stage.advance(DOUBT_LIFE - 10);
    stage.doubt(1, stage.intent(1), Unsure.KEEP_IN_DOUBT);
    assertThat(stage.ask(1, new PlainOperation.Get<>(idle)).before()).isEqualTo("a");

    stage.advance(10);

    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void alarm_doubtEnds_removesWhatIsThereAndTheKeyIsSoundAgain() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    stage.advance(DOUBT - 1);
    stage.put(1, "a");
    stage.advance(1);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.lastChange().kind()).isEqualTo(ChangeKind.DROPPED);
    assertThat(stage.store.size()).isZero();
    stage.put(1, "b");
    stage.advance(DOUBT * 2);
    assertThat(stage.value(1)).isEqualTo("b");
  }

  @Test
  default void alarm_doubtEnds_refusesFillsOfOlderData() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    stage.advance(DOUBT - 1);
    FillAnswer.Leased<String> lease = stage.lease(1);
    stage.advance(1);

    assertThat(stage.fill(1, lease, "a").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void alarm_doubtEndsUnderAnIntent_voidsIt() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    stage.advance(DOUBT - 1);
    Grant<String> intent = stage.intent(1);
    stage.advance(1);

    assertThat(stage.resolve(1, intent, StoreStage.put("a")).effect()).isEqualTo(Effect.KEEP);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void resolveIntent_pastItsLimitUnderATurn_voidsWhatTheTurnLoaded() {
    StoreStage stage = stage();
    Grant<String> late = stage.intent(1);
    stage.advance(StoreStage.LIMITS.writerMillis());
    Grant<String> turn = stage.turn(1);
    var unused = stage.resolve(1, late, StoreStage.put("late"));

    var unusedToo =
        stage.commit(
            1,
            turn,
            new PlainOperation.StoreLoaded<>("read before the late write", ExpiryRule.NEVER));

    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void clear_underATurnInDoubt_staysVoidWhenTheDoubtEnds() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    stage.advance(DOUBT - 1);
    Grant<String> turn = stage.turn(1);
    assertThat(stage.store.clear()).isCompleted();
    stage.advance(1);

    assertThat(stage.commit(1, turn, StoreStage.put("a")).effect()).isEqualTo(Effect.KEEP);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void alarm_intentPastItsLimit_leavesTheKeyAbsentThoughNobodyWaits() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.intent(1);

    stage.advance(StoreStage.LIMITS.writerMillis() - 1);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(1);
    assertThat(stage.value(1)).isNull();
    assertThat(stage.lastChange().kind()).isEqualTo(ChangeKind.DROPPED);

    assertThat(stage.resolve(1, intent, StoreStage.put("late")).verdict())
        .isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void alarm_intentOfATurnPastItsLimit_leavesTheKeyInDoubt() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> turn = stage.turn(1);
    stage.advance(StoreStage.LIMITS.turnMillis() - 1);
    stage.run(1, new HoldOperation.TurnToIntent<>(turn.hold()));

    stage.advance(StoreStage.LIMITS.writerMillis() - 1);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(1);

    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void resolveIntent_pastItsLimit_endsTheDoubtAndRemovesWhatIsThere() {
    StoreStage stage = stage();
    Grant<String> intent = stage.intent(1);
    CompletableFuture<Outcome<String>> write = stage.queue(1, StoreStage.put("b"));
    stage.advance(StoreStage.LIMITS.writerMillis());
    assertThat(write).isDone();
    assertThat(stage.value(1)).isEqualTo("b");

    FillAnswer.Leased<String> lease = pastDoubtLife(stage);
    assertThat(stage.resolve(1, intent, StoreStage.put("late")).verdict())
        .isEqualTo(Verdict.REFUSED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, lease, "read before").verdict()).isEqualTo(Verdict.REFUSED);
    assertSound(stage);
  }

  private static FillAnswer.Leased<String> pastDoubtLife(StoreStage stage) {
    stage.advance(DOUBT * 10); // a live caller past its limit: the doubt lasts
    assertThat(stage.value(1)).isNull();
    stage.put(1, "c");
    stage.advance(DOUBT_LIFE);
    assertThat(stage.value(1)).as("still in doubt").isNull();
    return stage.lease(1);
  }

  @Test
  default void doubtIntent_pastItsLimit_letsTheDoubtRunOut() {
    StoreStage stage = stage();
    Grant<String> intent = stage.intent(1);
    stage.advance(StoreStage.LIMITS.writerMillis());
    assertThat(stage.ask(1, new HoldOperation.DoubtIntent<>(intent.hold(), Unsure.DROP)))
        .isEqualTo(Verdict.REFUSED);

    stage.advance(DOUBT - 1);
    stage.put(1, "a");
    stage.advance(1);
    assertThat(stage.value(1)).isNull();

    assertSound(stage);
  }

  private static void assertSound(StoreStage stage) {
    stage.put(1, "sound");
    stage.advance(DOUBT * 10);
    assertThat(stage.value(1)).isEqualTo("sound");
    stage.remove(1);
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void doubtIntent_severalOpen_lastsUntilEachHasEnded() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    stage.advance(DOUBT / 2);
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    stage.advance(DOUBT / 2); // the first one's end

    stage.put(1, "a");
    stage.advance(DOUBT_LIFE);
    assertThat(stage.value(1)).as("the second doubt").isNull();
    stage.advance(DOUBT / 2 - DOUBT_LIFE);
    assertSound(stage);
  }

  @Test
  default void doubtIntent_ofAHoldThatIsNotKnown_isRefusedAndLeavesTheKeyInDoubtUnlessItKeeps() {
    StoreStage stage = stage();
    Grant<String> intent = stage.intent(1);
    stage.run(1, new HoldOperation.ResolveIntent<>(intent.hold(), StoreStage.put("a")));

    assertThat(stage.ask(1, new HoldOperation.DoubtIntent<>(intent.hold(), Unsure.KEEP)))
        .isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.ask(1, new HoldOperation.DoubtIntent<>(intent.hold(), Unsure.DROP)))
        .isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void clear_inDoubt_leavesTheDoubt() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    assertThat(stage.store.clear()).isCompleted();
    stage.put(1, "a");

    stage.advance(DOUBT_LIFE);

    assertThat(stage.value(1)).isNull();
  }
}
