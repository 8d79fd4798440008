// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import org.junit.jupiter.api.Test;

/** The store on the heap whose hits do not look at the clock: late by its alarm, never in doubt. */
class HeapSweptStoreTest {
  private static final long LIFE = 100;
  private static final long DOUBT_LIFE = StoreStage.LIMITS.doubtLifeMillis();

  private final ManualTime time = new ManualTime(StoreStage.START_MILLIS);
  private final HeapStores group = new HeapStores(time, time);
  private final StoreStage stage =
      new StoreStage(
          time,
          group,
          group::onAlarm,
          new StoreSettings<>(
              "swept",
              Endings.BY_SWEEP,
              new StoreBound.None<>(),
              StoreStage.LIMITS,
              key -> false,
              0));

  @Test
  void read_pastTheEnd_seesTheEntryUntilTheAlarmIsAnswered() {
    stage.put(1, "a", LIFE);
    time.pass(LIFE);

    assertThat(stage.store.read(1, ExpiryRule.NEVER)).isEqualTo("a");
    assertThat(stage.store.readUpTo(1, group.stamp())).isEqualTo("a");
    group.onAlarm();
    assertThat(stage.store.read(1, ExpiryRule.NEVER)).isNull();
    assertThat(stage.store.readUpTo(1, group.stamp())).isNull();
  }

  @Test
  void read_thatMovesTheEnd_looksAtTheClock() {
    stage.put(1, "a", LIFE);
    time.pass(LIFE);

    assertThat(stage.store.read(1, new ExpiryRule(LIFE, LIFE, LIFE))).isNull();
  }

  @Test
  void apply_pastTheEnd_findsNothing() {
    stage.put(1, "a", LIFE);
    time.pass(LIFE);

    assertThat(stage.ask(1, new PlainOperation.Peek<>()).before()).isNull();
  }

  @Test
  void read_ofAKeyInDoubt_looksAtTheClock() {
    Grant<String> intent = stage.shared(1);
    stage.doubt(1, intent, Unsure.DROP);
    stage.put(1, "in doubt");
    time.pass(DOUBT_LIFE - 1);
    boolean seenBefore = "in doubt".equals(stage.store.read(1, ExpiryRule.NEVER));
    time.pass(1);

    assertThat(seenBefore).isTrue();
    assertThat(stage.store.read(1, ExpiryRule.NEVER)).isNull();
    assertThat(stage.store.readUpTo(1, group.stamp())).isNull();
  }

  @Test
  void read_ofACacheInDoubt_looksAtTheClock() {
    long intent = StoreStage.told(stage.store.openCacheIntent().toCompletableFuture());
    assertThat(stage.store.endCacheIntent(intent, CacheEnd.UNKNOWN)).isCompleted();
    stage.put(1, "in doubt");
    time.pass(DOUBT_LIFE);

    assertThat(stage.store.read(1, ExpiryRule.NEVER)).isNull();
    assertThat(stage.store.readUpTo(1, group.stamp())).isNull();
  }
}
