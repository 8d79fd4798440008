// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.engine.store.StoreSettings.Endings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shared intents: work of several at a time, of which only one that was alone is believed. */
interface SharedIntentContract extends StoreContract {

  @Test
  default void openShared_presentKey_hidesTheEntryFromEveryReader() {
    StoreStage stage = stage();
    stage.put(1, "a", 60_000);
    long version = stage.version(1);

    Grant<String> intent = stage.shared(1);

    assertThat(intent.before())
        .isEqualTo(new StoredEntry<>("a", version, stage.time.millis() + 60_000));
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.readEntry(1)).isNull();
    assertThat(StoreStage.told(stage.store.cursor().next(10).toCompletableFuture())).isEmpty();
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.DROPPED);
  }

  @Test
  default void openShared_onceOpen_shutsOutEveryFill() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());
    Grant<String> intent = stage.shared(1);

    assertThat(intent.before()).isNull();
    assertThat(stage.fill(1, stage.group.stamp(), "stamped")).isEqualTo(Admission.HELD);
    assertThat(stage.fill(1, lease, "leased").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(waiting).isCompletedWithValue(new FillAnswer.LoadOnly<>());
    assertThat(stage.ask(1, StoreStage.load())).isEqualTo(new FillAnswer.LoadOnly<>());
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void endShared_restoreAlone_bringsBackVersionAndEnd() {
    StoreStage stage = stage();
    stage.put(1, "a", 1_000);
    Grant<String> intent = stage.shared(1);
    stage.advance(400);

    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.APPLIED);

    assertThat(stage.store.readEntry(1)).isEqualTo(intent.before());
    assertThat(stage.version(1)).isEqualTo(intent.before().version());
    stage.advance(599);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(1);
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.size()).isZero();
    assertThat(stage.kinds(1))
        .containsExactly(
            ChangeKind.CREATED, ChangeKind.DROPPED, ChangeKind.CREATED, ChangeKind.EXPIRED);
  }

  @Test
  default void endShared_restoreAloneOfAnAbsentKey_writesNothing() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1); // keeps what is known of the key
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.kinds(1)).isEmpty();
    assertThat(stage.fill(1, lease, "read before").applied()).as("nothing was changed").isTrue();
  }

  @ParameterizedTest
  @EnumSource(AfterItsEnd.class)
  default void endShared_restoreAfterTheEntrysEnd_leavesTheKeyAbsent(AfterItsEnd woken) {
    StoreStage stage = stage();
    stage.put(1, "a", 100);
    long stamp = stage.group.stamp();
    Grant<String> intent = stage.shared(1);
    woken.pass(stage, 100);

    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.APPLIED);
    assertThat(stage.lastChange().kind()).as("not left to the sweep").isEqualTo(ChangeKind.EXPIRED);
    assertThat(stage.store.size()).isZero();
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.readEntry(1)).isNull();
    assertThat(stage.fill(1, stamp, "read before the end")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.store.size()).isZero();
  }

  /** How an end is reached. */
  enum AfterItsEnd {
    WITH_THE_ALARM,
    WITHOUT_IT;

    private void pass(StoreStage stage, long millis) {
      if (this == WITH_THE_ALARM) {
        stage.advance(millis);
      } else {
        stage.time.pass(millis);
      }
    }
  }

  @Test
  default void endShared_publishAlone_storesUnderANewVersion() {
    StoreStage stage = stage();
    stage.put(1, "a");
    long stamp = stage.group.stamp();
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, StoreStage.publish("b"))).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("b");
    assertThat(stage.version(1)).isGreaterThan(stamp);
    assertThat(stage.fillOver(1, stage.version(1), stamp, "a")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.end(1, intent, StoreStage.publish("c"))).isEqualTo(Verdict.REFUSED);
  }

  @Test
  default void endShared_publishAlone_decidesAboutTheEntryAsItWas() {
    StoreStage stage = stage();
    stage.put(1, "a", 700);
    Grant<String> intent = stage.shared(1);
    stage.advance(600);

    SharedEnd<String> end =
        new SharedEnd.Publish<>(
            new PlainOperation.ReplaceVersion<>(intent.before().version(), "b", ExpiryRule.NEVER));
    assertThat(stage.end(1, intent, end)).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("b");
    stage.advance(100); // an update that leaves the end as it was
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void endShared_publishOfARemoval_refusesWhatWasReadBefore() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.shared(1);
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, intent, new SharedEnd.Publish<>(new PlainOperation.Remove<>())))
        .isEqualTo(Verdict.APPLIED);

    stage.assertLeftAbsent(stamp);
  }

  @Test
  default void endShared_publishThatDecidesToKeep_leavesTheKeyAbsentAndRefusesOlderData() {
    StoreStage stage = stage();
    stage.put(1, "old");
    long stamp = stage.group.stamp();
    Grant<String> intent = stage.shared(1);

    SharedEnd<String> end =
        new SharedEnd.Publish<>(new PlainOperation.PutIfAbsent<>("new", ExpiryRule.NEVER));
    assertThat(stage.end(1, intent, end)).isEqualTo(Verdict.APPLIED);

    stage.assertLeftAbsent(stamp);
  }

  @Test
  default void endShared_dropAlone_refusesWhatWasReadBefore() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.shared(1);
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, intent, new SharedEnd.Drop<>())).isEqualTo(Verdict.APPLIED);

    stage.assertLeftAbsent(stamp);
  }

  /** What leaves an intent no longer alone with its key. */
  enum Contest {
    ANOTHER_OPEN_AND_ENDED(
        stage -> stage.run(1, StoreStage.endShared(stage.shared(1), StoreStage.restore()))),
    ANOTHER_PUBLISHED(
        stage -> stage.run(1, StoreStage.endShared(stage.shared(1), StoreStage.publish("other")))),
    ANOTHER_IN_DOUBT(stage -> stage.doubt(1, stage.shared(1), Unsure.DROP)),
    ANOTHER_CANCELLED(
        stage -> {
          Grant<String> undone = stage.shared(1); // what the undoing of an opening comes to
          stage.run(1, StoreStage.endShared(undone, StoreStage.restore()));
        }),
    PUT(stage -> stage.put(1, "put")),
    PUT_OF_NO_LIFE(stage -> stage.put(1, "put", 0)),
    PUT_IF_ABSENT(stage -> stage.run(1, new PlainOperation.PutIfAbsent<>("put", ExpiryRule.NEVER))),
    LOADED(stage -> stage.run(1, new PlainOperation.StoreLoaded<>("put", ExpiryRule.NEVER))),
    REMOVE(stage -> stage.remove(1)),
    GET_AND_REMOVE(stage -> stage.run(1, new PlainOperation.GetAndRemove<>())),
    DROP(stage -> stage.run(1, new PlainOperation.Drop<>())),
    CLEAR(stage -> assertThat(stage.store.clear()).isCompleted()),
    CACHE_INTENT(stage -> stage.passCache(CacheEnd.KNOWN)),
    CACHE_INTENT_IN_DOUBT(stage -> stage.passCache(CacheEnd.UNKNOWN)),
    LATE_END(stage -> stage.run(1, new HoldOperation.EndShared<>(-1, StoreStage.restore())));

    private final Consumer<StoreStage> happens;

    Contest(Consumer<StoreStage> happens) {
      this.happens = happens;
    }
  }

  @ParameterizedTest
  @EnumSource(Contest.class)
  default void endShared_restoreAfterAContest_leavesTheKeyAbsent(Contest contest) {
    assertContested(contest, StoreStage.restore());
  }

  @ParameterizedTest
  @EnumSource(Contest.class)
  default void endShared_publishAfterAContest_leavesTheKeyAbsent(Contest contest) {
    assertContested(contest, StoreStage.publish("b"));
  }

  @ParameterizedTest
  @EnumSource(Contest.class)
  default void endShared_dropAfterAContest_leavesTheKeyAbsent(Contest contest) {
    assertContested(contest, new SharedEnd.Drop<>());
  }

  private void assertContested(Contest contest, SharedEnd<String> end) {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.shared(1);
    contest.happens.accept(stage);
    long stamp = stage.group.stamp(); // what is read now may be older than this intent's work
    assertThat(stage.value(1)).as("hidden to the end").isNull();
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.HELD);

    assertThat(stage.end(1, intent, end)).isEqualTo(Verdict.DECLINED);

    stage.assertLeftAbsent(stamp);
  }

  @Test
  default void endShared_cacheIntentOpenAtTheEnd_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    Grant<String> intent = stage.shared(1);
    long cache = stage.openCache();
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, intent, StoreStage.publish("b"))).isEqualTo(Verdict.DECLINED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.endCache(cache, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
    stage.assertLeftAbsent(stamp);
  }

  @Test
  default void endShared_cacheIntentOpenAtTheOpening_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    long cache = stage.openCache();
    stage.put(1, "a");
    Grant<String> intent = stage.shared(1);
    assertThat(stage.endCache(cache, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
    long stamp = stage.group.stamp();

    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.DECLINED);

    stage.assertLeftAbsent(stamp);
  }

  @Test
  default void endShared_openedAndEndedUnderACacheIntent_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    long cache = stage.openCache();
    stage.put(1, "a");

    assertThat(stage.end(1, stage.shared(1), StoreStage.restore())).isEqualTo(Verdict.DECLINED);
    assertThat(stage.end(1, stage.shared(1), StoreStage.publish("b"))).isEqualTo(Verdict.DECLINED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stage.group.stamp(), "c")).isEqualTo(Admission.HELD);
    assertThat(stage.endCache(cache, CacheEnd.KNOWN)).isEqualTo(Verdict.APPLIED);
  }

  @Test
  default void endShared_severalOpen_theLastLeavesTheKeyAbsent() {
    StoreStage stage = stage();
    stage.put(1, "a");
    List<Grant<String>> intents = List.of(stage.shared(1), stage.shared(1), stage.shared(1));
    assertThat(intents.get(1).before()).as("nobody sees it any more").isNull();

    for (Grant<String> intent : intents) {
      assertThat(stage.fill(1, stage.group.stamp(), "read before")).isEqualTo(Admission.HELD);
      long stamp = stage.group.stamp();
      assertThat(stage.end(1, intent, StoreStage.publish("b"))).isEqualTo(Verdict.DECLINED);
      assertThat(stage.value(1)).isNull();
      assertThat(stage.fill(1, stamp, "read before")).isIn(Admission.HELD, Admission.WRITTEN_SINCE);
    }

    assertThat(stage.store.size()).isZero();
    assertThat(stage.fill(1, stage.group.stamp(), "c")).isEqualTo(Admission.FILLED);
  }

  @Test
  default void endShared_openedWhenAllOthersHadEnded_isAloneAgain() {
    StoreStage stage = stage();
    Grant<String> first = stage.shared(1);
    stage.run(1, StoreStage.endShared(stage.shared(1), StoreStage.publish("b")));
    stage.run(1, StoreStage.endShared(first, StoreStage.publish("c")));

    assertThat(stage.end(1, stage.shared(1), StoreStage.publish("d"))).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("d");
    assertThat(stage.end(1, stage.shared(1), StoreStage.restore())).isEqualTo(Verdict.APPLIED);
    assertThat(stage.value(1)).isEqualTo("d");
  }

  @Test
  default void put_underASharedIntent_isToldButNotSeen() {
    StoreStage stage = stage();
    Grant<String> intent = stage.shared(1);

    Outcome<String> outcome = stage.ask(1, StoreStage.put("a"));

    assertThat(outcome.applied()).isTrue();
    assertThat(stage.lastChange().kind()).isEqualTo(ChangeKind.NOTED);
    assertThat(stage.lastChange().after()).isEqualTo("a");
    assertThat(stage.value(1)).isNull();
    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.DECLINED);
  }

  @Test
  default void openShared_anotherKey_isNobodysContest() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.put(2, "b");
    Grant<String> one = stage.shared(1);
    Grant<String> two = stage.shared(2);
    assertThat(stage.end(2, two, StoreStage.publish("c"))).isEqualTo(Verdict.APPLIED);

    assertThat(stage.end(1, one, StoreStage.restore())).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.value(2)).isEqualTo("c");
  }

  @Test
  default void put_otherKeysPastTheBound_evictsNothingThatIsHidden() {
    StoreStage stage =
        stage(
            new StoreSettings<>(
                "bounded",
                Endings.BY_TIME,
                new StoreBound.Entries<>(10),
                StoreStage.LIMITS,
                key -> false));
    stage.put(1, "a");
    Grant<String> intent = stage.shared(1);
    for (int key = 100; key < 200; key++) {
      stage.put(key, "crowd");
    }

    assertThat(stage.end(1, intent, StoreStage.restore())).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.version(1)).isEqualTo(intent.before().version());
    assertThat(stage.store.size()).as("it counts again").isEqualTo(10);
  }
}
