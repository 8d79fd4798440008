// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.PlainRow;
import dev.larder.engine.event.Change;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.event.ChangeSink;
import dev.larder.engine.event.Subscription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain operations, versions, changes, walks: what holds without time and without holds. */
interface PlainContract extends StoreContract {

  @ParameterizedTest
  @MethodSource("dev.larder.engine.entry.PlainRow#all")
  default void apply_eachOperation_answersAndActsAsItsRowSays(PlainRow row) {
    StoreStage stage = stage();
    if (row.present()) {
      stage.put(1, PlainRow.OLD);
    }
    long before = stage.version(1);
    int told = stage.changes.size();

    Outcome<String> outcome = stage.ask(1, row.operation(before, ExpiryRule.NEVER));

    assertThat(outcome.verdict()).isEqualTo(row.verdict());
    assertThat(outcome.before()).isEqualTo(row.before());
    assertThat(outcome.statistics()).isEqualTo(row.statistics());
    assertThat(outcome.effect()).isEqualTo(row.effect());
    assertThat(stage.value(1)).isEqualTo(row.left().orElse(null));
    if (row.effect() == Effect.STORE || row.effect() == Effect.REMOVE) {
      assertThat(outcome.version()).isGreaterThan(before).isEqualTo(stage.group.stamp());
      assertThat(stage.lastChange())
          .isEqualTo(
              new Change<>(
                  1,
                  kindOf(row),
                  origin(row),
                  row.before(),
                  row.left().orElse(null),
                  outcome.version()));
      assertThat(stage.changes).hasSize(told + 1);
    } else {
      assertThat(outcome.version()).isEqualTo(before);
      assertThat(stage.changes).hasSize(told);
    }
    assertThat(stage.version(1))
        .isEqualTo(
            row.left().isEmpty() ? 0 : row.effect() == Effect.STORE ? outcome.version() : before);
  }

  private static ChangeKind kindOf(PlainRow row) {
    if (row.effect() == Effect.STORE) {
      return row.present() ? ChangeKind.UPDATED : ChangeKind.CREATED;
    }
    if (!row.present()) {
      return ChangeKind.NOTED;
    }
    return origin(row) == Origin.UPKEEP ? ChangeKind.DROPPED : ChangeKind.REMOVED;
  }

  private static Origin origin(PlainRow row) {
    return row.operation(1, ExpiryRule.NEVER).origin();
  }

  @Test
  default void read_presentEntry_isItsValueWithoutANote() {
    stage().put(1, "a");

    assertThat(stage().store.read(1, ExpiryRule.NEVER)).isEqualTo("a");
    assertThat(stage().store.read(2, ExpiryRule.NEVER)).isNull();
  }

  @Test
  default void read_afterEachChange_neverContradictsApply() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.put(1, "b");
    assertThat(stage.value(1)).isEqualTo("b");
    stage.remove(1);
    assertThat(stage.value(1)).isNull();
    stage.put(1, "c");
    assertThat(stage.value(1)).isEqualTo("c");
  }

  @Test
  default void apply_writesOfManyKeys_areNumberedOnceAndUpwards() {
    StoreStage stage = stage();
    List<Long> versions = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int key = 0; key < 5; key++) {
        versions.add(stage.ask(key, StoreStage.put("v" + round)).version());
        versions.add(stage.ask(key, new PlainOperation.Remove<>()).version());
      }
    }

    assertThat(versions).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void apply_keyRemovedAndStoredAgain_hasANewVersion() {
    StoreStage stage = stage();
    stage.put(1, "a");
    long first = stage.version(1);
    stage.remove(1);
    stage.put(1, "a");

    assertThat(stage.ask(1, new PlainOperation.RemoveVersion<>(first)).applied()).isFalse();
    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void subscribe_severalSinks_allHearUntilTheyClose() {
    StoreStage stage = stage();
    List<ChangeKind> heard = new ArrayList<>();
    Subscription subscription = stage.store.subscribe(change -> heard.add(change.kind()));
    stage.put(1, "a");
    stage.put(1, "b");
    subscription.close();
    stage.remove(1);

    assertThat(heard).containsExactly(ChangeKind.CREATED, ChangeKind.UPDATED);
    assertThat(stage.kinds(1))
        .containsExactly(ChangeKind.CREATED, ChangeKind.UPDATED, ChangeKind.REMOVED);
  }

  @Test
  default void subscription_closedTwice_endsNoOtherOfTheSameSink() {
    StoreStage stage = stage();
    List<ChangeKind> heard = new ArrayList<>();
    ChangeSink<Integer, String> sink = change -> heard.add(change.kind());
    Subscription one = stage.store.subscribe(sink);
    Subscription unusedOther = stage.store.subscribe(sink);
    one.close();
    one.close();

    stage.put(1, "a");

    assertThat(heard).containsExactly(ChangeKind.CREATED);
  }

  @Test
  default void cursor_inChunks_meetsEveryEntryOnce() {
    StoreStage stage = stage();
    Set<Integer> keys = new HashSet<>();
    for (int key = 0; key < 100; key++) {
      stage.put(key, "v" + key);
      keys.add(key);
    }
    assertThat(stage.lease(200).replacing()).isFalse(); // a key without an entry is not met

    Set<Integer> met = new HashSet<>();
    EntryCursor<Integer, String> cursor = stage.store.cursor();
    for (List<EntryCursor.Met<Integer, String>> next = next(cursor, 7);
        !next.isEmpty();
        next = next(cursor, 7)) {
      assertThat(next).hasSizeLessThanOrEqualTo(7);
      for (EntryCursor.Met<Integer, String> entry : next) {
        assertThat(met.add(entry.key())).isTrue();
        assertThat(entry.entry().value()).isEqualTo("v" + entry.key());
        assertThat(entry.entry().version()).isEqualTo(stage.version(entry.key()));
      }
    }

    assertThat(met).isEqualTo(keys);
  }

  @Test
  default void cursor_overChanges_meetsWhatStaysAndNothingThatLeft() {
    StoreStage stage = stage();
    for (int key = 0; key < 50; key++) {
      stage.put(key, "v");
    }
    EntryCursor<Integer, String> cursor = stage.store.cursor();
    Set<Integer> met = new HashSet<>();
    next(cursor, 10).forEach(entry -> met.add(entry.key()));
    Set<Integer> left = new HashSet<>();
    for (int key = 0; key < 50; key += 2) {
      if (!met.contains(key)) {
        left.add(key);
        stage.remove(key);
      }
    }
    next(cursor, 1_000).forEach(entry -> assertThat(met.add(entry.key())).isTrue());

    assertThat(met).doesNotContainAnyElementsOf(left).hasSize(50 - left.size());
    assertThat(next(cursor, 10)).isEmpty();
  }

  private static List<EntryCursor.Met<Integer, String>> next(
      EntryCursor<Integer, String> cursor, int limit) {
    return cursor.next(limit).toCompletableFuture().join();
  }

  @Test
  default void size_entriesAndRemovals_isTheNumberOfEntries() {
    StoreStage stage = stage();
    for (int key = 0; key < 10; key++) {
      stage.put(key, "v");
    }
    stage.remove(3);
    stage.remove(77); // never there: leaves nothing behind
    assertThat(stage.ask(78, new PlainOperation.Get<>(ExpiryRule.NEVER)).applied()).isFalse();

    assertThat(stage.store.size()).isEqualTo(9);
    assertThat(stage.store.evictions()).isZero();
  }

  @Test
  default void clear_entries_areGoneAndNobodyIsTold() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.put(2, "b");
    int told = stage.changes.size();

    assertThat(stage.store.clear()).isCompleted();

    assertThat(stage.value(1)).isNull();
    assertThat(stage.value(2)).isNull();
    assertThat(stage.store.size()).isZero();
    assertThat(stage.changes).hasSize(told);
  }

  @Test
  default void clear_thenPut_countsAsCreation() {
    StoreStage stage = stage();
    stage.put(1, "a");
    assertThat(stage.store.clear()).isCompleted();
    stage.put(1, "b");

    assertThat(stage.changes)
        .extracting(Change::kind, Change::before, Change::after)
        .containsExactly(
            tuple(ChangeKind.CREATED, null, "a"), tuple(ChangeKind.CREATED, null, "b"));
  }
}
