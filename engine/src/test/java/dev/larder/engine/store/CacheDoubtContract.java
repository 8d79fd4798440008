// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryStore.CacheEnd;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cache intents whose callers are late, silent or unsure, and the doubt that they leave. */
interface CacheDoubtContract extends StoreContract {

  /** The longest a cache intent is open. */
  long LIMIT = StoreStage.LIMITS.sharedMillis();

  /** The most that anything lives under doubt. */
  long LIFE = StoreStage.LIMITS.doubtLifeMillis();

  /** How long a doubt lasts that its caller told of. */
  long TOLD = StoreStage.LIMITS.doubtMillis();

  /** How long a doubt lasts of whose caller nobody hears. */
  long SILENT = StoreStage.LIMITS.silentDoubtMillis();

  /** Reads and writes move the end far away. */
  ExpiryRule IDLE = new ExpiryRule(60_000, 60_000, 60_000);

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
  default void endCacheIntent_unknown_leavesTheCacheInDoubtUntilItsTime() {
    StoreStage stage = stage();
    stage.put(1, "before");
    long intent = stage.openCache();
    long stamp = stage.group.stamp();

    assertThat(stage.endCache(intent, CacheEnd.UNKNOWN)).isEqualTo(Verdict.APPLIED);

    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertInDoubtUntil(stage, TOLD);
  }

  /** The cache is in doubt for so long from now, and sound afterwards. */
  private static void assertInDoubtUntil(StoreStage stage, long millis) {
    for (Stored stored : Stored.values()) {
      long start = stage.time.millis();
      stored.in.accept(stage);
      stage.advance(LIFE - 1);
      assertThat(stage.store.read(1, IDLE)).as("%s", stored).isIn("a", null);
      assertThat(stage.ask(1, new PlainOperation.Get<>(IDLE)).before()).isEqualTo("a");
      assertThat(stage.ask(1, new PlainOperation.Access<>(IDLE)).applied()).isTrue();
      stage.run(1, new PlainOperation.Touch<>(stage.version(1), start + 60_000));
      assertThat(stage.store.read(1, IDLE)).as("%s", stored).isIn("a", null);
      stage.advance(1);
      assertThat(stage.value(1)).as("%s lives at most doubtLife", stored).isNull();
    }

    stage.advance(millis - LIFE * Stored.values().length - 1);
    stage.put(1, "b");
    long stamp = stage.group.stamp();
    stage.advance(1);
    assertThat(stage.value(1)).as("the doubt's end removes what is there").isNull();
    assertThat(stage.fill(1, stamp, "read in doubt")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.fill(2, stamp, "read in doubt")).isEqualTo(Admission.WRITTEN_SINCE);
    assertSound(stage);
  }

  /** The ways by which a value "a" gets in. */
  enum Stored {
    BY_A_PUT(stage -> stage.run(1, new PlainOperation.Put<>("a", IDLE))),
    BY_A_PUT_OVER_ANOTHER(
        stage -> {
          stage.put(1, "b");
          stage.run(1, new PlainOperation.Replace<>("a", IDLE));
        }),
    BY_A_STAMP(
        stage ->
            stage.run(
                1,
                new HoldOperation.FillStamped<>(
                    stage.group.stamp(), 0, new PlainOperation.StoreLoaded<>("a", IDLE)))),
    BY_A_LEASE(stage -> assertThat(stage.fill(1, stage.lease(1), "a").applied()).isTrue()),
    BY_A_TURN(
        stage ->
            assertThat(stage.commit(1, stage.turn(1), StoreStage.put("a")).applied()).isTrue()),
    BY_AN_INTENT(
        stage ->
            assertThat(stage.resolve(1, stage.intent(1), StoreStage.put("a")).applied()).isTrue()),
    BY_A_SHARED_INTENT(
        stage ->
            assertThat(stage.end(1, stage.shared(1), StoreStage.publish("a")))
                .isEqualTo(Verdict.APPLIED)),
    RESTORED(
        stage -> {
          stage.run(1, new PlainOperation.Put<>("a", IDLE));
          assertThat(stage.end(1, stage.shared(1), StoreStage.restore()))
              .isEqualTo(Verdict.APPLIED);
        });

    private final Consumer<StoreStage> in;

    Stored(Consumer<StoreStage> in) {
      this.in = in;
    }
  }

  @Test
  default void put_shortLifeInDoubt_isNotLengthened() {
    StoreStage stage = stage();
    stage.passCache(CacheEnd.UNKNOWN);
    stage.put(1, "a", LIFE / 2);

    stage.advance(LIFE / 2);

    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void touch_shorterThanWhatDoubtAllows_takesEffect() {
    StoreStage stage = stage();
    stage.passCache(CacheEnd.UNKNOWN);
    stage.put(1, "a");
    ExpiryRule shortly = new ExpiryRule(60_000, 60_000, LIFE / 2);
    assertThat(stage.store.read(1, shortly)).isIn("a", null);
    assertThat(stage.ask(1, new PlainOperation.Get<>(shortly)).before()).isEqualTo("a");

    stage.advance(LIFE / 2);

    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void alarm_intentPastItsLimit_leavesTheCacheInDoubtUntilItsTime() {
    StoreStage stage = stage();
    stage.holdCache();
    stage.advance(LIMIT - 1);
    stage.put(1, "a");
    assertThat(stage.fill(2, stage.group.stamp(), "read before")).isEqualTo(Admission.HELD);
    long stamp = stage.group.stamp();
    stage.advance(1);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(2, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertInDoubtUntil(stage, SILENT);
  }

  @Test
  default void alarm_thatSlept_holdsTheCacheUntilItIsAwake() {
    StoreStage stage = stage();
    stage.holdCache();
    stage.time.pass(LIMIT * 2);
    assertThat(stage.fill(1, stage.group.stamp(), "a")).isEqualTo(Admission.HELD);

    stage.advance(0);

    assertThat(stage.fill(1, stage.group.stamp(), "a")).isEqualTo(Admission.FILLED);
    stage.remove(1);
    assertInDoubtUntil(stage, SILENT);
  }

  @Test
  default void endCacheIntent_knownAfterItsLimit_isRefusedAndEndsTheDoubt() {
    StoreStage stage = stage();
    long intent = stage.openCache();
    stage.advance(LIMIT);
    stage.put(1, "a");
    long stamp = stage.group.stamp();

    assertThat(stage.endCache(intent, CacheEnd.KNOWN)).isEqualTo(Verdict.REFUSED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertSound(stage);
  }

  @Test
  default void endCacheIntent_unknownAfterItsLimit_letsTheDoubtRunOut() {
    StoreStage stage = stage();
    long intent = stage.openCache();
    stage.advance(LIMIT + SILENT - TOLD / 2);
    stage.put(1, "a");

    assertThat(stage.endCache(intent, CacheEnd.UNKNOWN)).isEqualTo(Verdict.REFUSED);

    assertThat(stage.value(1)).isNull();
    assertInDoubtUntil(stage, TOLD);
  }

  @ParameterizedTest
  @EnumSource(CacheEnd.class)
  default void endCacheIntent_longAfterItsDoubt_isRefusedAndStillDropsEverything(CacheEnd end) {
    StoreStage stage = stage();
    long intent = stage.openCache();
    stage.advance(LIMIT + SILENT);
    stage.put(1, "a");
    long stamp = stage.group.stamp();

    assertThat(stage.endCache(intent, end)).isEqualTo(Verdict.REFUSED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    stage.advance(end == CacheEnd.UNKNOWN ? TOLD : 0);
    assertSound(stage);
  }

  @Test
  default void endCacheIntent_twoInDoubt_lastsUntilEachHasEnded() {
    StoreStage stage = stage();
    stage.passCache(CacheEnd.UNKNOWN);
    stage.advance(TOLD / 4);
    stage.passCache(CacheEnd.UNKNOWN);
    stage.advance(TOLD - TOLD / 4 - 1);
    stage.put(1, "a");
    stage.advance(1); // the first one's end
    assertThat(stage.value(1)).isNull();

    stage.put(1, "b");
    stage.advance(LIFE);
    assertThat(stage.value(1)).as("the second doubt").isNull();
    stage.advance(TOLD / 4 - LIFE);
    assertSound(stage);
  }

  @Test
  default void openCacheIntent_inDoubt_holdsTheCacheAndOutlivesTheDoubt() {
    StoreStage stage = stage();
    stage.passCache(CacheEnd.UNKNOWN);
    stage.advance(TOLD - LIMIT / 2);
    stage.put(1, "a");
    long intent = stage.openCache();
    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stage.group.stamp(), "b")).isEqualTo(Admission.HELD);
    stage.advance(LIMIT / 2);
    assertThat(stage.fill(1, stage.group.stamp(), "b")).isEqualTo(Admission.HELD);

    assertThat(stage.endCache(intent, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);

    assertSound(stage);
  }

  @Test
  default void endShared_theCachesDoubtEndedMeanwhile_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    stage.passCache(CacheEnd.UNKNOWN);
    stage.advance(TOLD - LIMIT / 2);
    Grant<String> shared = stage.shared(1);
    stage.advance(LIMIT / 2);

    assertThat(stage.end(1, shared, StoreStage.publish("a"))).isEqualTo(Verdict.DECLINED);

    assertThat(stage.value(1)).isNull();
    assertSound(stage);
  }

  @Test
  default void resolveIntent_theCachesDoubtEndedMeanwhile_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    stage.passCache(CacheEnd.UNKNOWN);
    stage.advance(TOLD - 1_000);
    Grant<String> intent = stage.intent(1);
    stage.advance(1_000);

    assertThat(stage.resolve(1, intent, StoreStage.put("a")).effect()).isEqualTo(Effect.KEEP);

    assertThat(stage.value(1)).isNull();
    assertSound(stage);
  }
}
