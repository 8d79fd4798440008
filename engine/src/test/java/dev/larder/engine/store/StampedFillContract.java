// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.engine.store.StoreSettings.Endings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fills by a stamp alone: what was read before anything happened to its key is refused. */
interface StampedFillContract extends StoreContract {

  private StoreStage with(StoreBound<Integer, String> bound, int tombstones) {
    return stage(
        new StoreSettings<>(
            "stamped", Endings.BY_TIME, bound, StoreStage.LIMITS, key -> false, tombstones));
  }

  private StoreStage withTombstones(int tombstones) {
    return with(new StoreBound.None<>(), tombstones);
  }

  @Test
  default void fillStamped_absentKey_storesAndTellsOfAFill() {
    StoreStage stage = stage();

    assertThat(stage.fill(1, stage.group.stamp(), "a")).isEqualTo(Admission.FILLED);

    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.lastChange().kind()).isEqualTo(ChangeKind.CREATED);
    assertThat(stage.lastChange().origin()).isEqualTo(Origin.FILL);
    assertThat(stage.version(1)).isEqualTo(stage.lastChange().version());
  }

  @Test
  default void fillStamped_absentKey_livesAsItsRuleSays() {
    StoreStage stage = stage();
    stage.run(
        1,
        new HoldOperation.FillStamped<>(
            stage.group.stamp(), 0, new PlainOperation.StoreLoaded<>("a", ExpiryRule.fixed(100))));

    stage.advance(99);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(1);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void fillStamped_presentKey_isPresentUnlessItMayReplaceThatVersion() {
    StoreStage stage = stage();
    stage.put(1, "a");
    long version = stage.version(1);
    long stamp = stage.group.stamp();

    assertThat(stage.fill(1, stamp, "b")).isEqualTo(Admission.PRESENT);
    assertThat(stage.fillOver(1, version - 1, stamp, "b")).isEqualTo(Admission.PRESENT);
    assertThat(stage.fillOver(1, version + 1, stamp, "b")).isEqualTo(Admission.PRESENT);
    assertThat(stage.fillOver(1, version, version - 1, "b")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.version(1)).isEqualTo(version);

    assertThat(stage.fillOver(1, version, version, "b")).isEqualTo(Admission.FILLED);
    assertThat(stage.value(1)).isEqualTo("b");
    assertThat(stage.lastChange().kind()).isEqualTo(ChangeKind.UPDATED);
    assertThat(stage.fillOver(1, version, stamp, "c")).isEqualTo(Admission.PRESENT);
  }

  @Test
  default void fillStamped_entryItMightReplaceIsGone_isAdmittedOnlyIfNothingWroteSince() {
    StoreStage stage = withTombstones(1_024);
    stage.put(1, "a", 100);
    long version = stage.version(1);
    long before = stage.group.stamp();
    stage.advance(100);

    assertThat(stage.fillOver(1, version, before, "b")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.fillOver(1, version, stage.group.stamp(), "b")).isEqualTo(Admission.FILLED);
  }

  @Test
  default void fillStamped_two_theFirstValidOneWins() {
    StoreStage stage = stage();
    long stamp = stage.group.stamp();

    assertThat(stage.fill(1, stamp, "first")).isEqualTo(Admission.FILLED);
    assertThat(stage.fill(1, stamp, "second")).isEqualTo(Admission.PRESENT);

    assertThat(stage.value(1)).isEqualTo("first");
  }

  @Test
  default void fillStamped_underSomebodysLease_answersWhoWaits() {
    StoreStage stage = stage();
    FillAnswer.Leased<String> lease = stage.lease(1);
    CompletableFuture<FillAnswer<String>> waiting = stage.queue(1, StoreStage.load());

    assertThat(stage.fill(1, lease.stamp(), "a")).isEqualTo(Admission.FILLED);

    assertThat(waiting).isCompletedWithValue(new FillAnswer.Present<>("a"));
    assertThat(stage.fill(1, lease, "b").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void fillStamped_underATurn_isAdmittedOnlyWhereNothingIs() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    assertThat(stage.fill(1, stage.group.stamp(), "a")).isEqualTo(Admission.FILLED);
    stage.pass(1, turn);

    Grant<String> second = stage.turn(1);
    assertThat(stage.fillOver(1, stage.version(1), stage.group.stamp(), "b"))
        .isEqualTo(Admission.HELD);
    stage.pass(1, second);
    assertThat(stage.fillOver(1, stage.version(1), stage.group.stamp(), "b"))
        .isEqualTo(Admission.FILLED);
  }

  /** What may happen to a key between the look at the database and the fill; leaves it absent. */
  enum Event {
    PUT_AND_REMOVED(
        stage -> {
          stage.put(1, "a");
          stage.remove(1);
        }),
    ABSENT_KEY_REMOVED(stage -> stage.remove(1)),
    ABSENT_KEY_GOT_AND_REMOVED(stage -> stage.run(1, new PlainOperation.GetAndRemove<>())),
    PUT_OF_NO_LIFE(stage -> stage.put(1, "a", 0)),
    EXPIRED(
        stage -> {
          stage.put(1, "a", 100);
          stage.advance(100);
        }),
    EXPIRED_AND_NOT_SWEPT(
        stage -> {
          stage.put(1, "a", 100);
          stage.time.pass(100);
        }),
    FILLED_AND_EXPIRED(
        stage -> {
          stage.run(
              1,
              new HoldOperation.FillStamped<>(
                  stage.group.stamp(),
                  0,
                  new PlainOperation.StoreLoaded<>("a", ExpiryRule.fixed(100))));
          stage.advance(100);
        }),
    CLEARED(stage -> assertThat(stage.store.clear()).isCompleted()),
    PUT_AND_CLEARED(
        stage -> {
          stage.put(1, "a");
          assertThat(stage.store.clear()).isCompleted();
        }),
    CACHE_INTENT_OPENED_AND_ENDED(stage -> stage.passCache(CacheEnd.KNOWN)),
    CACHE_IN_DOUBT(stage -> stage.passCache(CacheEnd.UNKNOWN)),
    CACHES_DOUBT_ENDED(
        stage -> {
          stage.passCache(CacheEnd.UNKNOWN);
          stage.advance(StoreStage.LIMITS.doubtMillis());
        }),
    INTENT_THAT_REMOVED(
        stage -> {
          Grant<String> intent = stage.intent(1);
          stage.run(1, resolve(intent, new PlainOperation.Remove<>()));
        }),
    INTENT_THAT_A_CLEAR_VOIDED(
        stage -> {
          Grant<String> intent = stage.intent(1);
          assertThat(stage.store.clear()).isCompleted();
          stage.run(1, resolve(intent, StoreStage.put("a")));
        }),
    INTENT_IN_DOUBT(stage -> stage.doubt(1, stage.intent(1), Unsure.DROP)),
    INTENT_PAST_ITS_LIMIT(
        stage -> {
          stage.run(1, StoreStage.openIntent());
          stage.advance(StoreStage.LIMITS.writerMillis());
        }),
    INTENTS_DOUBT_ENDED(
        stage -> {
          stage.doubt(1, stage.intent(1), Unsure.KEEP_IN_DOUBT);
          stage.advance(StoreStage.LIMITS.doubtMillis());
        }),
    TURN_THAT_REMOVED(
        stage ->
            stage.run(
                1,
                new HoldOperation.CommitTurn<>(
                    stage.turn(1).hold(), new PlainOperation.Remove<>()))),
    SHARED_INTENT_THAT_DROPPED(
        stage -> stage.run(1, StoreStage.endShared(stage.shared(1), new SharedEnd.Drop<>()))),
    SHARED_INTENTS_CONTESTED(
        stage -> {
          Grant<String> first = stage.shared(1);
          stage.run(1, StoreStage.endShared(stage.shared(1), StoreStage.restore()));
          stage.run(1, StoreStage.endShared(first, StoreStage.restore()));
        }),
    SHARED_INTENT_IN_DOUBT(stage -> stage.doubt(1, stage.shared(1), Unsure.DROP)),
    SHARED_INTENT_PAST_ITS_LIMIT(
        stage -> {
          stage.run(1, StoreStage.openShared());
          stage.advance(StoreStage.LIMITS.sharedMillis());
        }),
    SHARED_INTENTS_DOUBT_ENDED(
        stage -> {
          stage.run(1, StoreStage.openShared());
          stage.advance(StoreStage.LIMITS.sharedMillis() + StoreStage.LIMITS.silentDoubtMillis());
        }),
    UNKNOWN_SHARED_INTENT_ENDED(
        stage -> stage.run(1, new HoldOperation.EndShared<>(-1, StoreStage.restore())));

    private final Consumer<StoreStage> happens;

    Event(Consumer<StoreStage> happens) {
      this.happens = happens;
    }

    private static HoldOperation.ResolveIntent<String> resolve(
        Grant<String> intent, PlainOperation<String> published) {
      return new HoldOperation.ResolveIntent<>(intent.hold(), published);
    }
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  default void fillStamped_afterAnyEvent_isRefused(Event event) {
    assertRefusedAfter(event, stage());
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  default void fillStamped_afterAnyEventThatATombstoneKeeps_isRefused(Event event) {
    assertRefusedAfter(event, withTombstones(1_024));
  }

  private static void assertRefusedAfter(Event event, StoreStage stage) {
    long stamp = stage.group.stamp();
    event.happens.accept(stage);

    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, stage.group.stamp(), "read now")).isEqualTo(Admission.FILLED);
    assertThat(stage.value(1)).isEqualTo("read now");
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  default void fillStamped_underATurnSinceTheEvent_isRefused(Event event) {
    StoreStage stage = withTombstones(1_024);
    long stamp = stage.group.stamp();
    event.happens.accept(stage);
    Grant<String> turn = stage.turn(1); // a cell anew, which has to know what was before

    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);

    stage.pass(1, turn);
    assertThat(stage.fill(1, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
  }

  /** What shuts out every fill while it lasts, whatever its stamp. */
  enum Holding {
    INTENT(stage -> stage.run(1, StoreStage.openIntent())),
    TURN_THAT_BECAME_AN_INTENT(
        stage -> stage.run(1, new HoldOperation.TurnToIntent<>(stage.turn(1).hold()))),
    SHARED_INTENT(stage -> stage.run(1, StoreStage.openShared())),
    CACHE_INTENT(StoreStage::holdCache);

    private final Consumer<StoreStage> begins;

    Holding(Consumer<StoreStage> begins) {
      this.begins = begins;
    }
  }

  @ParameterizedTest
  @EnumSource(Holding.class)
  default void fillStamped_whileSomebodyIsAtWork_isHeld(Holding holding) {
    StoreStage stage = stage();
    long before = stage.group.stamp();
    holding.begins.accept(stage);

    assertThat(stage.fill(1, before, "read before")).isEqualTo(Admission.HELD);
    assertThat(stage.fill(1, stage.group.stamp(), "read now")).isEqualTo(Admission.HELD);
    assertThat(stage.fillOver(1, stage.version(1), stage.group.stamp(), "a"))
        .isEqualTo(Admission.HELD);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void fillStamped_underAnIntentOverAnEntry_isHeld() {
    StoreStage stage = stage();
    stage.put(1, "a");
    Grant<String> intent = stage.intent(1);

    assertThat(stage.fillOver(1, stage.version(1), stage.group.stamp(), "b"))
        .isEqualTo(Admission.HELD);

    assertThat(stage.value(1)).isEqualTo("a");
    assertThat(stage.resolve(1, intent, new PlainOperation.Peek<>()).applied()).isTrue();
    assertThat(stage.fillOver(1, stage.version(1), stage.group.stamp(), "b"))
        .isEqualTo(Admission.FILLED);
  }

  @Test
  default void fillStamped_afterWorkThatChangedNothing_isAdmitted() {
    StoreStage stage = withTombstones(1_024);
    long stamp = stage.group.stamp();
    stage.run(
        1, new HoldOperation.ResolveIntent<>(stage.intent(1).hold(), new PlainOperation.Peek<>()));
    assertThat(stage.end(1, stage.shared(1), StoreStage.restore())).isEqualTo(Verdict.APPLIED);
    stage.pass(1, stage.turn(1));
    FillAnswer.Leased<String> lease = stage.lease(1);
    stage.run(1, new HoldOperation.AbandonFill<>(lease.lease(), Optional.empty()));

    assertThat(stage.fill(1, stamp, "a")).isEqualTo(Admission.FILLED);
  }

  @Test
  default void fillStamped_inDoubt_livesAtMostDoubtLife() {
    StoreStage stage = stage();
    stage.doubt(1, stage.intent(1), Unsure.DROP);
    assertThat(stage.fill(1, stage.group.stamp(), "a")).isEqualTo(Admission.FILLED);
    stage.advance(StoreStage.LIMITS.doubtLifeMillis() - 1);
    long stamp = stage.group.stamp();
    assertThat(stage.fillOver(1, stage.version(1), stamp, "b")).isEqualTo(Admission.FILLED);

    stage.advance(1);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void readEntry_anyKey_isValueVersionAndEndOfOneWrite() {
    StoreStage stage = stage();
    assertThat(stage.store.readEntry(1)).isNull();

    stage.put(1, "a");
    assertReadable(stage, "a", ExpiryRule.ETERNAL);
    stage.put(2, "b", 100);
    assertThat(stage.store.readEntry(2))
        .isIn(new StoredEntry<>("b", stage.version(2), stage.time.millis() + 100), null);
    stage.run(1, new PlainOperation.Touch<>(stage.version(1), stage.time.millis() + 200));
    assertReadable(stage, "a", stage.time.millis() + 200);
    assertThat(stage.fillOver(1, stage.version(1), stage.group.stamp(), "c"))
        .isEqualTo(Admission.FILLED);
    assertReadable(stage, "c", stage.time.millis() + 200);
  }

  private static void assertReadable(StoreStage stage, String value, long endMillis) {
    assertThat(stage.store.readEntry(1))
        .isIn(new StoredEntry<>(value, stage.version(1), endMillis), null);
  }

  @Test
  default void readEntry_nothingThere_isNull() {
    StoreStage stage = stage();
    stage.put(1, "a", 100);
    stage.time.pass(100);
    assertThat(stage.store.readEntry(1)).as("expired, not swept").isNull();
    stage.put(1, "a");
    stage.remove(1);
    assertThat(stage.store.readEntry(1)).isNull();
    stage.run(1, StoreStage.load());
    assertThat(stage.store.readEntry(1)).as("only a hold").isNull();
    stage.put(1, "b");
    assertThat(stage.store.clear()).isCompleted();
    assertThat(stage.store.readEntry(1)).isNull();
    stage.put(1, "b");
    stage.store.close();
    assertThat(stage.store.readEntry(1)).isNull();
  }
}
