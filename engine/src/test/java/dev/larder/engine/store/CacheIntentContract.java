// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryStore.CacheEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cache intents: work outside the cache that may touch any key of it, and the doubt it leaves. */
interface CacheIntentContract extends StoreContract {

  /** How long a doubt lasts of whose caller nobody hears. */
  long SILENT = StoreStage.LIMITS.silentDoubtMillis();

  @Test
  default void openCacheIntent_entriesThere_dropsThemAndRefusesOlderData() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.put(2, "b");
    long stamp = stage.group.stamp();

    long intent = stage.openCache();

    assertThat(stage.value(1)).isNull();
    assertThat(stage.value(2)).isNull();
    assertThat(stage.store.size()).isZero();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.HELD);
    assertThat(stage.endCache(intent, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
  }

  @Test
  default void openCacheIntent_whileOpen_shutsOutEveryFill() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> before = stage.lease(1);
    long intent = stage.openCache();

    assertThat(stage.fill(1, before, "leased").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.ask(1, StoreStage.load())).isEqualTo(new FillAnswer.LoadOnly<>());
    assertThat(stage.fill(2, stage.group.stamp(), "stamped")).isEqualTo(Admission.HELD);
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.size()).isZero();

    assertThat(stage.endCache(intent, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
    assertThat(stage.fill(1, stage.lease(1), "a").applied()).isTrue();
  }

  @Test
  default void fillNothing_underACacheIntent_saysNothingToTheWaiters() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    var waiting = stage.queue(1, StoreStage.load());
    stage.holdCache();

    assertThat(stage.ask(1, new HoldOperation.FillNothing<>(lease.lease())))
        .isEqualTo(Verdict.REFUSED);

    assertThat(waiting).isCompletedWithValue(new FillAnswer.LoadOnly<>());
  }

  @Test
  default void endCacheIntent_others_areStillOpen() {
    StoreStage stage = stage();
    long first = stage.openCache();
    long second = stage.openCache();
    assertThat(second).isNotEqualTo(first);

    assertThat(stage.endCache(first, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
    assertThat(stage.fill(1, stage.group.stamp(), "a")).isEqualTo(Admission.HELD);
    assertThat(stage.endCache(first, CacheEnd.KNOWN)).as("once").isEqualTo(Verdict.REFUSED);
    assertThat(stage.fill(1, stage.group.stamp(), "a")).isEqualTo(Admission.HELD);

    assertThat(stage.endCache(second, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
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
  default void endCacheIntent_known_dropsWhatWasPutMeanwhileAndRefusesWhatWasRead() {
    StoreStage stage = stage();
    long intent = stage.openCache();
    stage.put(1, "a");
    assertThat(stage.value(1)).as("a write, which is nobody's fill").isEqualTo("a");
    long stamp = stage.group.stamp();

    assertThat(stage.endCache(intent, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.fill(2, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertSound(stage);
  }

  /** When, seen from a single intent, a cache intent is there. */
  enum Overlap {
    OPEN_ALL_ALONG,
    OPENED_MEANWHILE,
    ENDED_MEANWHILE,
    OPENED_AND_ENDED_MEANWHILE;

    private Outcome<String> resolve(StoreStage stage) {
      boolean before = this == OPEN_ALL_ALONG || this == ENDED_MEANWHILE;
      long cache = before ? stage.openCache() : 0;
      stage.put(1, "a");
      Grant<String> intent = stage.intent(1);
      cache = before ? cache : stage.openCache();
      boolean open = this == OPEN_ALL_ALONG || this == OPENED_MEANWHILE;
      if (!open) {
        assertThat(stage.endCache(cache, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
      }
      Outcome<String> outcome =
          stage.resolve(1, intent, new PlainOperation.GetAndPut<>("b", ExpiryRule.NEVER));
      assertThat(stage.value(1)).isNull();
      if (open) {
        assertThat(stage.endCache(cache, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
      }
      return outcome;
    }
  }

  @ParameterizedTest
  @EnumSource(Overlap.class)
  default void resolveIntent_whereACacheIntentIsOrWas_answersButPublishesNothing(Overlap overlap) {
    StoreStage stage = stage();

    Outcome<String> outcome = overlap.resolve(stage);

    assertThat(outcome.applied()).isTrue();
    assertThat(outcome.before()).isEqualTo("a");
    assertThat(outcome.effect()).isEqualTo(Effect.KEEP);
    assertSound(stage);
  }

  @Test
  default void resolveIntent_underACacheIntent_refusesWhatWasReadBefore() {
    StoreStage stage = stage();
    long cache = stage.openCache();
    Grant<String> intent = stage.intent(1);
    long stamp = stage.group.stamp();
    stage.run(1, new HoldOperation.ResolveIntent<>(intent.hold(), StoreStage.put("b")));

    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.HELD);

    assertThat(stage.endCache(cache, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
  }

  @Test
  default void commitTurn_cacheIntentOpenedUnderIt_answersWithoutEffect() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> turn = stage.turn(1);
    long cache = stage.openCache();

    Outcome<String> outcome = stage.commit(1, turn, StoreStage.put("b"));

    assertThat(outcome.applied()).isTrue();
    assertThat(stage.value(1)).isNull();
    assertThat(stage.endCache(cache, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
    assertSound(stage);
  }

  @Test
  default void openCacheIntent_otherCachesOfTheGroup_areNotHeld() {
    StoreStage stage = stage();
    EntryStore<Integer, String> other = stage.group.open(StoreSettings.unbounded("other"));
    stage.holdCache();

    assertThat(
            StoreStage.told(
                other
                    .apply(
                        1,
                        new HoldOperation.FillStamped<>(
                            stage.group.stamp(),
                            0,
                            new PlainOperation.StoreLoaded<>("a", ExpiryRule.NEVER)))
                    .toCompletableFuture()))
        .isEqualTo(Admission.FILLED);
    assertThat(stage.fill(1, stage.group.stamp(), "a")).isEqualTo(Admission.HELD);
  }

  @Test
  default void openCacheIntent_closedStore_isRefused() {
    StoreStage stage = stage();
    long intent = stage.openCache();
    stage.store.close();

    assertThatThrownBy(stage.store::openCacheIntent).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> stage.store.endCacheIntent(intent, CacheEnd.KNOWN))
        .isInstanceOf(StoreClosedException.class);
  }
}
