// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.StoreSettings.Endings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fills by a stamp of keys that the store has forgotten, with and without tombstones. */
interface ForgottenKeyContract extends StoreContract {

  int BOUND = 10;

  private StoreStage with(StoreBound<Integer, String> bound, int tombstones) {
    return stage(
        new StoreSettings<>(
            "stamped", Endings.BY_TIME, bound, StoreStage.LIMITS, key -> false, tombstones));
  }

  private StoreStage withTombstones(int tombstones) {
    return with(new StoreBound.None<>(), tombstones);
  }

  @Test
  default void fillStamped_otherKeysWrittenAndRemoved_isAdmittedWithTombstones() {
    StoreStage stage = withTombstones(1_024);
    long stamp = stage.group.stamp();
    stage.put(2, "b");
    stage.put(3, "c");
    stage.remove(3);
    stage.remove(4);
    stage.run(5, StoreStage.endShared(stage.shared(5), new SharedEnd.Drop<>()));

    assertThat(stage.fill(1, stamp, "a")).isEqualTo(Admission.FILLED);
    assertThat(stage.fill(2, stamp, "read before")).isEqualTo(Admission.PRESENT);
    assertThat(stage.fill(3, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.fill(4, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.fill(5, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
  }

  @Test
  default void endShared_publishOverItsCallersOwnFill_publishesWithTombstones() {
    StoreStage stage = withTombstones(1_024);
    stage.remove(1);
    stage.put(2, "another");
    long readAt = stage.group.stamp();
    assertThat(stage.fill(1, readAt, "as it was read")).isEqualTo(Admission.FILLED);

    SharedEnd<String> publish = new SharedEnd.Publish<>(StoreStage.put("new"), readAt);
    assertThat(stage.end(1, stage.shared(1), publish)).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("new");
  }

  @Test
  default void fillStamped_readBeforeTheStoreOpened_isRefused() {
    StoreStage stage = withTombstones(1_024);
    long stamp = stage.group.stamp();
    stage.put(1, "a");
    EntryStore<Integer, String> later =
        stage.group.open(
            new StoreSettings<>(
                "later",
                Endings.BY_TIME,
                new StoreBound.None<>(),
                StoreStage.LIMITS,
                key -> false,
                2));

    assertThat(
            later.apply(
                1,
                new HoldOperation.FillStamped<>(
                    stamp, 0, new PlainOperation.StoreLoaded<>("old", ExpiryRule.NEVER))))
        .isCompletedWithValue(Admission.WRITTEN_SINCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  default void fillStamped_farMoreKeysRemovedThanTombstones_admitsNothingOlder(int tombstones) {
    StoreStage stage = withTombstones(tombstones);
    for (int key = 0; key < 1_000; key++) {
      long stamp = stage.group.stamp();
      if (key % 2 == 0) {
        stage.put(key, "old");
      }
      stage.remove(key);
      assertThat(stage.fill(key, stamp, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    }
    long between = stage.group.stamp();
    for (int key = 0; key < 1_000; key += 3) {
      stage.remove(key);
    }

    for (int key = 0; key < 1_000; key += 3) {
      assertThat(stage.fill(key, between, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    }
    assertThat(stage.store.size()).as("a tombstone is no entry").isZero();
    for (int key = 0; key < 1_000; key++) {
      long now = stage.group.stamp();
      assertThat(stage.fill(key, now, "read now")).isEqualTo(Admission.FILLED);
    }
  }

  /** Puts a key and then so many others that it is evicted; gives the stamp before and after. */
  private static long[] evict(StoreStage stage, int key) {
    long before = stage.group.stamp();
    stage.put(key, "a");
    long after = stage.group.stamp();
    for (int other = 1_000; stage.version(key) != 0; other++) { // a look that is no use
      stage.put(other, "crowd");
    }
    return new long[] {before, after};
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 1 << 16})
  default void fillStamped_evictedSinceItWasWritten_isRefusedIfReadBeforeTheWrite(int tombstones) {
    StoreStage stage = with(new StoreBound.Entries<>(BOUND), tombstones);
    long[] stamps = evict(stage, 1);

    assertThat(stage.fill(1, stamps[0], "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.value(1)).isNull();
  }

  @Test
  default void fillStamped_evictedSinceItWasRead_isAdmittedWithTombstones() {
    StoreStage stage = with(new StoreBound.Entries<>(BOUND), 1 << 16);
    long[] stamps = evict(stage, 1);

    assertThat(stage.fill(1, stamps[1], "a"))
        .as("an eviction makes no data old")
        .isEqualTo(Admission.FILLED);
  }

  @Test
  default void fillStamped_evictedUnderALease_isRefusedIfReadBeforeTheWrite() {
    StoreStage stage = with(new StoreBound.Entries<>(BOUND), 1_024);
    stage.run(1, StoreStage.load()); // keeps the cell
    long[] stamps = evict(stage, 1);

    assertThat(stage.fill(1, stamps[0], "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(stage.fill(1, stamps[1], "a")).isEqualTo(Admission.FILLED);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, StoreSettings.MOST_TOMBSTONES + 1})
  default void storeSettings_tombstonesNobodyCanHave_areRefusedByName(int tombstones) {
    assertThatThrownBy(() -> withTombstones(tombstones))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("store stamped: " + tombstones);
  }
}
