// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shared intents whose callers are late, silent or unsure, and the doubt that they leave. */
interface SharedDoubtContract extends StoreContract {

  /** The longest a shared intent is open. */
  long LIMIT = StoreStage.LIMITS.sharedMillis();

  /** The most that anything lives under doubt. */
  long LIFE = StoreStage.LIMITS.doubtLifeMillis();

  /** How long a doubt lasts that its caller told of. */
  long TOLD = StoreStage.LIMITS.doubtMillis();

  /** How long a doubt lasts of whose caller nobody hears. */
  long SILENT = StoreStage.LIMITS.silentDoubtMillis();

  @Test
  default void endShared_justBeforeItsLimit_getsItsWay() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.shared(1);
    stage.advance(LIMIT - 1);

    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.APPLIED);

    stage.advance(SILENT * 2);
    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void alarm_intentPastItsLimit_leavesTheKeyAbsentAndInDoubtUntilItsTime() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.run(1, StoreStage.openShared());
    long stamp = stage.group.stamp();
    stage.advance(LIMIT);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertInDoubtUntil(stage, SILENT);
  }

  /** The key is in doubt for so long from now, and sound afterwards. */
  private static void assertInDoubtUntil(StoreStage stage, long millis) {
    ExpiryRule idle = new ExpiryRule(60_000, 60_000, 60_000);
    long stamp = stage.group.stamp();
    assertThat(
            stage.ask(
                1,
                new HoldOperation.FillStamped<>(
                    stamp, 0, new PlainOperation.StoreLoaded<>("a", idle))))
        .isEqualTo(Admission.FILLED);
    stage.advance(LIFE - 1);
    assertThat(stage.store.read(1, idle)).isIn("a", null);
    assertThat(stage.ask(1, new PlainOperation.Get<>(idle)).before()).isEqualTo("a");
    stage.advance(1);
    assertThat(stage.value(1)).as("at most doubtLife, whoever reads").isNull();

    stage.advance(millis - LIFE - 1);
    stage.put(1, "b");
    stamp = stage.group.stamp();
    stage.advance(1);
    assertThat(stage.value(1)).as("the doubt's end removes what is there").isNull();
    assertThat(stage.fill(1, stamp, "read in doubt")).isEqualTo(Admission.WRITTEN_SINCE);
    assertSound(stage);
  }

  private static void assertSound(StoreStage stage) {
    assertThat(stage.fill(1, stage.group.stamp(), "sound")).isEqualTo(Admission.FILLED);
    stage.advance(SILENT * 2);
    assertThat(stage.value(1)).isEqualTo("sound");
    stage.remove(1);
    assertThat(stage.store.size()).isZero();
    assertThat(stage.time.nextWakeMillis())
        .as("nothing left to wake for")
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  default void doubtIntent_inTime_leavesTheKeyInDoubtUntilItsTime() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.shared(1);
    long stamp = stage.group.stamp();

    assertThat(stage.ask(1, new HoldOperation.DoubtIntent<>(intent.hold(), Unsure.DROP)))
        .isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertInDoubtUntil(stage, TOLD);
  }

  @ParameterizedTest
  @EnumSource(Unsure.class)
  default void doubtIntent_ofASharedIntent_neverKeepsWhatWasThere(Unsure unsure) {
    StoreStage stage = stage();
    stage.put(1, "a");

    stage.doubt(1, stage.shared(1), unsure);

    assertThat(stage.value(1)).isNull();
    assertInDoubtUntil(stage, TOLD);
  }

  @Test
  default void doubtIntent_afterTheLimit_letsTheDoubtRunOut() {
    StoreStage stage = stage();
    Grant<String> intent = stage.shared(1);
    stage.advance(LIMIT + SILENT - TOLD / 2);

    assertThat(stage.ask(1, new HoldOperation.DoubtIntent<>(intent.hold(), Unsure.DROP)))
        .isEqualTo(Verdict.REFUSED);

    assertInDoubtUntil(stage, TOLD);
  }

  @Test
  default void doubtIntent_othersAreOpen_keepsTheKeyAbsentAndThenInDoubt() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> unsure = stage.shared(1);
    Grant<String> other = stage.shared(1);
    stage.doubt(1, unsure, Unsure.DROP);
    assertThat(stage.fill(1, stage.group.stamp(), "read before")).isEqualTo(Admission.HELD);
    stage.advance(LIMIT / 2);
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, other, StoreStage.publish("b"))).isEqualTo(Verdict.DECLINED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertInDoubtUntil(stage, TOLD - LIMIT / 2);
  }

  @Test
  default void alarm_oneOfTwoPastItsLimit_leavesTheOtherNotAlone() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.run(1, StoreStage.openShared());
    stage.advance(LIMIT / 2);
    Grant<String> second = stage.shared(1);
    stage.advance(LIMIT / 2);
    assertThat(stage.fill(1, stage.group.stamp(), "read before")).isEqualTo(Admission.HELD);
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, second, StoreStage.restore())).isEqualTo(Verdict.DECLINED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertInDoubtUntil(stage, SILENT);
  }

  @Test
  default void alarm_severalPastTheirLimit_leaveADoubtEach() {
    StoreStage stage = stage();
    Grant<String> first = stage.shared(1);
    stage.run(1, StoreStage.openShared());
    stage.advance(LIMIT);
    assertThat(stage.end(1, first, StoreStage.restore())).isEqualTo(Verdict.REFUSED);

    assertInDoubtUntil(stage, SILENT);
  }

  @Test
  default void openShared_inDoubt_isNotAlone() {
    StoreStage stage = stage();
    stage.doubt(1, stage.shared(1), Unsure.DROP);
    stage.put(1, "a");
    Grant<String> intent = stage.shared(1);
    assertThat(intent.before().value()).isEqualTo("a");
    assertThat(stage.value(1)).isNull();

    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.DECLINED);

    assertThat(stage.value(1)).isNull();
    assertInDoubtUntil(stage, TOLD);
  }

  @Test
  default void openShared_inTheDoubtOfASingleIntent_isNotAlone() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);

    assertThat(stage.end(1, stage.shared(1), StoreStage.publish("a"))).isEqualTo(Verdict.DECLINED);

    assertInDoubtUntil(stage, TOLD);
  }

  @Test
  default void endShared_theDoubtEndedMeanwhile_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    stage.doubt(1, stage.shared(1), Unsure.DROP);
    stage.advance(TOLD - LIMIT / 2);
    Grant<String> intent = stage.shared(1);
    stage.advance(LIMIT / 2);
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, intent, StoreStage.publish("a"))).isEqualTo(Verdict.DECLINED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertSound(stage);
  }

  /** How a caller ends its intent. */
  enum Ending {
    PUBLISH(StoreStage.publish("late")),
    RESTORE(StoreStage.restore()),
    DROP(new SharedEnd.Drop<>());

    private final SharedEnd<String> end;

    Ending(SharedEnd<String> end) {
      this.end = end;
    }
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  default void endShared_inTheDoubtItLeft_isRefusedAndEndsTheDoubt(Ending ending) {
    StoreStage stage = stage();
    stage.put(1, "hidden");
    Grant<String> intent = stage.shared(1);
    stage.advance(LIMIT);
    stage.put(1, "a");
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, intent, ending.end)).isEqualTo(Verdict.REFUSED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertSound(stage);
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  default void endShared_longAfterItsDoubt_isRefusedAndDropsWhatIsThere(Ending ending) {
    StoreStage stage = stage();
    Grant<String> intent = stage.shared(1);
    stage.advance(LIMIT + SILENT);
    stage.put(1, "a");
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, intent, ending.end)).isEqualTo(Verdict.REFUSED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertSound(stage);
  }

  @Test
  default void doubtIntent_longAfterItsDoubt_dropsWhatIsThereAndOpensAnother() {
    StoreStage stage = stage();
    Grant<String> intent = stage.shared(1);
    stage.advance(LIMIT + SILENT);
    stage.put(1, "a");
    long stamp = stage.group.stamp();

    assertThat(stage.ask(1, new HoldOperation.DoubtIntent<>(intent.hold(), Unsure.DROP)))
        .isEqualTo(Verdict.REFUSED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertInDoubtUntil(stage, TOLD);
  }

  @Test
  default void endShared_longAfterItsDoubt_refusesOlderDataOfAnAbsentKey() {
    StoreStage stage = stage();
    Grant<String> intent = stage.shared(1);
    stage.advance(LIMIT + SILENT);
    var turn = stage.turn(1); // keeps what is known of the key
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.REFUSED);

    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    stage.pass(1, turn);
    assertSound(stage);
  }

  @Test
  default void endShared_longAfterItsDoubt_leavesNoOpenIntentAlone() {
    StoreStage stage = stage();
    Grant<String> late = stage.shared(1);
    stage.advance(LIMIT + SILENT);
    stage.put(1, "a");
    Grant<String> intent = stage.intent(1);
    assertThat(stage.end(1, late, StoreStage.restore())).isEqualTo(Verdict.REFUSED);

    assertThat(stage.resolve(1, intent, StoreStage.put("b")).applied()).isTrue();

    assertThat(stage.value(1)).as("which of the two was last, nobody knows").isNull();
    assertSound(stage);
  }

  @Test
  default void resolveIntent_theDoubtOfASharedIntentEndedMeanwhile_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    Grant<String> late = stage.shared(1);
    stage.advance(LIMIT);
    Grant<String> intent = stage.intent(1);
    assertThat(stage.end(1, late, StoreStage.restore())).isEqualTo(Verdict.REFUSED);

    assertThat(stage.resolve(1, intent, StoreStage.put("b")).applied()).isTrue();

    assertThat(stage.value(1)).isNull();
    assertSound(stage);
  }

  @Test
  default void clear_inTheDoubtOfASharedIntent_leavesTheDoubt() {
    StoreStage stage = stage();
    stage.doubt(1, stage.shared(1), Unsure.DROP);
    assertThat(stage.store.clear()).isCompleted();

    assertInDoubtUntil(stage, TOLD);
  }
}
