// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.PlainRow;
import dev.larder.engine.entry.StatisticsDelta;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.Change;
import dev.larder.engine.event.ChangeKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that end by time, to the millisecond, with nobody reading them. */
interface ExpiryContract extends StoreContract {
  /** A life that no other number in these tests is close to. */
  long LIFE = 7_777;

  @ParameterizedTest
  @MethodSource("dev.larder.engine.entry.PlainRow#all")
  default void apply_onExpiredEntry_isAsOnAnAbsentKey(PlainRow row) {
    if (row.present()) {
      return;
    }
    StoreStage stage = stage();
    stage.put(1, PlainRow.OLD, LIFE);
    stage.time.pass(LIFE);

    Outcome<String> outcome = stage.ask(1, row.operation(7, ExpiryRule.NEVER));

    assertThat(outcome.verdict()).isEqualTo(row.verdict());
    assertThat(outcome.before()).isNull();
    assertThat(outcome.statistics()).isEqualTo(row.statistics());
    assertThat(stage.value(1)).isEqualTo(row.left().orElse(null));
    assertThat(stage.kinds(1)).startsWith(ChangeKind.CREATED, ChangeKind.EXPIRED);
    stage.advance(LIFE);
    assertThat(stage.kinds(1)).containsOnlyOnce(ChangeKind.EXPIRED);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {1, 2, 1_007, 1_008, 1_015, 1_023, 7_777, 64_600, 86_400_000, 20_000_000_000L})
  default void read_aroundTheEnd_isThereBeforeAndGoneThen(long lifeMillis) {
    StoreStage stage = stage();
    stage.put(1, "a", lifeMillis);
    stage.put(2, "b", lifeMillis);

    stage.time.pass(lifeMillis - 1);
    assertThat(stage.store.read(1, ExpiryRule.NEVER)).isEqualTo("a");
    assertThat(stage.value(1)).isEqualTo("a");
    stage.time.pass(1);
    assertThat(stage.store.read(1, ExpiryRule.NEVER)).isNull();
    assertThat(stage.value(1)).isNull();
    assertThat(stage.value(2)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {1, 2, 1_007, 1_008, 1_015, 1_023, 7_777, 64_600, 86_400_000, 20_000_000_000L})
  default void alarm_alone_tellsOfTheEndWhenItComes(long lifeMillis) {
    StoreStage stage = stage();
    stage.put(1, "a", lifeMillis);

    stage.advance(lifeMillis - 1);
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED);
    stage.advance(1);

    assertThat(stage.lastChange())
        .isEqualTo(
            new Change<>(
                1, ChangeKind.EXPIRED, Origin.UPKEEP, "a", null, stage.lastChange().version()));
    assertThat(stage.lastChange().version()).isGreaterThan(stage.changes.get(0).version());
    assertThat(stage.store.size()).isZero();
    stage.advance(lifeMillis);
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.EXPIRED);
  }

  @Test
  default void alarm_manyEnds_tellsEachOnceAndInTime() {
    StoreStage stage = stage();
    for (int key = 1; key <= 900; key++) {
      stage.put(key, "v", key * 11L);
    }

    for (int passed = 1; passed <= 900; passed++) {
      stage.advance(11);
      assertThat(stage.store.size()).isEqualTo(900 - passed);
    }

    assertThat(stage.changes.stream().filter(c -> c.kind() == ChangeKind.EXPIRED)).hasSize(900);
    assertThat(stage.time.nextWakeMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  default void alarm_endMovedLater_tellsOnceAndLater() {
    StoreStage stage = stage();
    stage.put(1, "a", 100);
    stage.run(1, new PlainOperation.Touch<>(stage.version(1), stage.time.millis() + 300));

    stage.advance(299);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(1);

    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.EXPIRED);
  }

  @Test
  default void alarm_endMovedLaterByDirectReads_tellsOnceAndLater() {
    ExpiryRule idle = new ExpiryRule(100, 100, 100);
    StoreStage stage = stage();
    stage.run(1, new PlainOperation.Put<>("a", idle));

    for (int read = 0; read < 20; read++) {
      stage.advance(99);
      assertThat(stage.store.read(1, idle)).isEqualTo("a");
    }
    stage.advance(99);
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED);
    stage.advance(1);

    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.EXPIRED);
  }

  @Test
  default void alarm_endMovedEarlier_tellsOnceAndEarlier() {
    StoreStage stage = stage();
    stage.put(1, "a", 50_000);
    stage.run(1, new PlainOperation.Touch<>(stage.version(1), stage.time.millis() + 20));

    stage.advance(19);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.advance(1);
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.EXPIRED);
    stage.advance(50_000);

    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.EXPIRED);
  }

  @Test
  default void alarm_entryRemovedOrReplacedBefore_saysNothing() {
    StoreStage stage = stage();
    stage.put(1, "a", 100);
    stage.put(2, "a", 100);
    stage.remove(1);
    stage.run(2, new PlainOperation.Put<>("b", new ExpiryRule(1, ExpiryRule.ETERNAL, 1)));

    stage.advance(1_000);

    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.REMOVED);
    assertThat(stage.kinds(2)).containsExactly(ChangeKind.CREATED, ChangeKind.UPDATED);
    assertThat(stage.value(2)).isEqualTo("b");
  }

  @Test
  default void put_onlyWhenCreated_keepsTheFirstEnd() {
    ExpiryRule created = new ExpiryRule(100, ExpiryRule.UNCHANGED, ExpiryRule.UNCHANGED);
    StoreStage stage = stage();
    stage.run(1, new PlainOperation.Put<>("a", created));
    stage.time.pass(60);
    stage.run(1, new PlainOperation.Put<>("b", created));
    assertThat(stage.ask(1, new PlainOperation.Get<>(created)).effect()).isEqualTo(Effect.KEEP);

    stage.time.pass(39);
    assertThat(stage.value(1)).isEqualTo("b");
    stage.time.pass(1);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void put_update_countsItsLifeFromTheUpdate() {
    StoreStage stage = stage();
    stage.put(1, "a", 100);
    stage.time.pass(60);
    stage.put(1, "b", 100);

    stage.time.pass(99);
    assertThat(stage.value(1)).isEqualTo("b");
    stage.time.pass(1);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void get_accessLife_countsFromTheReadAlsoWhenShorter() {
    ExpiryRule idle = new ExpiryRule(1_000, 1_000, 10);
    StoreStage stage = stage();
    stage.run(1, new PlainOperation.Put<>("a", idle));

    assertThat(stage.store.read(1, idle)).isNull(); // it shortens the life: somebody has to note it
    Outcome<String> outcome = stage.ask(1, new PlainOperation.Get<>(idle));

    assertThat(outcome.before()).isEqualTo("a");
    assertThat(outcome.effect()).isEqualTo(Effect.TOUCH);
    stage.time.pass(9);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.time.pass(1);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void put_zeroLifeWhenCreated_isGoneAndNoted() {
    StoreStage stage = stage();

    Outcome<String> outcome = stage.ask(1, new PlainOperation.Put<>("a", ExpiryRule.fixed(0)));

    assertThat(outcome.applied()).isTrue();
    assertThat(outcome.statistics()).isEqualTo(StatisticsDelta.NONE);
    assertThat(stage.value(1)).isNull();
    assertThat(stage.store.size()).isZero();
    assertThat(stage.changes)
        .containsExactly(
            new Change<>(1, ChangeKind.NOTED, Origin.WRITE, null, "a", outcome.version()));
  }

  @Test
  default void put_zeroLifeWhenUpdated_isGoneWithoutAnAlarm() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.run(1, new PlainOperation.Put<>("b", ExpiryRule.fixed(0)));

    assertThat(stage.store.read(1, ExpiryRule.NEVER)).isNull();
    assertThat(stage.value(1)).isNull();
    assertThat(stage.kinds(1))
        .containsExactly(ChangeKind.CREATED, ChangeKind.UPDATED, ChangeKind.EXPIRED);
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void get_zeroLifeWhenRead_isReadOnce() {
    ExpiryRule once = new ExpiryRule(1_000, 1_000, 0);
    StoreStage stage = stage();
    stage.run(1, new PlainOperation.Put<>("a", once));

    assertThat(stage.ask(1, new PlainOperation.Get<>(once)).before()).isEqualTo("a");
    assertThat(stage.store.read(1, once)).isNull();
    assertThat(stage.ask(1, new PlainOperation.Get<>(once)).before()).isNull();
    stage.advance(0);

    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED, ChangeKind.EXPIRED);
  }

  @Test
  default void touch_ofThisVersion_movesTheEndAndNothingElse() {
    StoreStage stage = stage();
    stage.put(1, "a", 100);
    long version = stage.version(1);
    long end = stage.time.millis() + 5;

    assertThat(stage.ask(1, new PlainOperation.Touch<>(version + 1, end)).applied()).isFalse();
    assertThat(stage.ask(1, new PlainOperation.Touch<>(version, end)).version()).isEqualTo(version);

    assertThat(stage.version(1)).isEqualTo(version);
    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED);
    stage.time.pass(4);
    assertThat(stage.value(1)).isEqualTo("a");
    stage.time.pass(1);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void put_eternal_outlivesEverything() {
    StoreStage stage = stage();
    stage.put(1, "a");

    stage.advance(500L * 365 * 86_400_000);

    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void fill_entryExpiredDuringAReload_isRefused() {
    StoreStage stage = stage();
    stage.put(1, "old", 50);
    FillAnswer.Leased<String> lease =
        StoreStage.leased(stage.ask(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT)));
    CompletableFuture<FillAnswer<String>> waiting =
        stage.queue(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT));
    stage.advance(50);

    assertThat(stage.fill(1, lease, "new").verdict()).isEqualTo(Verdict.REFUSED);

    assertThat(waiting).isCompletedWithValue(new FillAnswer.LoadOnly<>());
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void cursor_expiredEntry_isNotMet() {
    StoreStage stage = stage();
    stage.put(1, "a", 10);
    stage.put(2, "b", 20);
    EntryCursor<Integer, String> cursor = stage.store.cursor();
    stage.time.pass(10);

    assertThat(cursor.next(10).toCompletableFuture().join())
        .extracting(EntryCursor.Met::key)
        .containsExactly(2);
  }

  @Test
  default void commitTurn_entryThatEndedUnderIt_isDecidedAsItWasSeen() {
    StoreStage stage = stage();
    stage.put(1, "a", 100);
    Grant<String> turn = stage.turn(1);
    stage.advance(100);

    Outcome<String> outcome =
        stage.commit(
            1,
            turn,
            new PlainOperation.Replace<>(
                "b", new ExpiryRule(ExpiryRule.ETERNAL, 50, ExpiryRule.UNCHANGED)));

    assertThat(outcome.applied()).isTrue();
    assertThat(outcome.before()).isEqualTo("a");
    assertThat(stage.value(1)).isEqualTo("b");
    assertThat(stage.kinds(1))
        .containsExactly(ChangeKind.CREATED, ChangeKind.EXPIRED, ChangeKind.CREATED);
    stage.advance(50);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void commitTurn_declinedOnAnEntryThatEndedUnderIt_staysDeclined() {
    StoreStage stage = stage();
    stage.put(1, "a", 100);
    Grant<String> turn = stage.turn(1);
    stage.advance(100);

    Outcome<String> outcome =
        stage.commit(1, turn, new PlainOperation.PutIfAbsent<>("b", ExpiryRule.NEVER));

    assertThat(outcome.applied()).isFalse();
    assertThat(stage.value(1)).isNull();
  }
}
