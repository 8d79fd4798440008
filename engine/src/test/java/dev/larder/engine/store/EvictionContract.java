// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.event.Change;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.store.StoreSettings.Endings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Bounds: exact after every write, and never at the cost of what is held. */
interface EvictionContract extends StoreContract {
  int BOUND = 10;

  private StoreStage ofEntries(Predicate<Integer> pinned) {
    return stage(
        new StoreSettings<>(
            "entries",
            Endings.BY_TIME,
            new StoreBound.Entries<>(BOUND),
            StoreStage.LIMITS,
            pinned));
  }

  private StoreStage ofEntries() {
    return ofEntries(key -> false);
  }

  /** A store whose entries weigh as much as their values are long. */
  private StoreStage ofBytes(long maximumBytes) {
    StoreBound<Integer, String> bound =
        new StoreBound.Bytes<>(maximumBytes, (key, value) -> value.length());
    return stage(
        new StoreSettings<>("bytes", Endings.BY_TIME, bound, StoreStage.LIMITS, key -> false));
  }

  private static void crowd(StoreStage stage) {
    for (int key = 1_000; key < 1_000 + 5 * BOUND; key++) {
      stage.put(key, "crowd");
    }
  }

  @Test
  default void put_moreThanTheBound_keepsItExactlyAndTellsOfEachVictim() {
    StoreStage stage = ofEntries();

    for (int key = 1; key <= 500; key++) {
      stage.put(key, "v" + key);
      assertThat(stage.store.size()).isEqualTo(Math.min(key, BOUND));
    }

    assertThat(stage.store.evictions()).isEqualTo(500 - BOUND);
    List<Change<Integer, String>> dropped =
        stage.changes.stream().filter(change -> change.kind() == ChangeKind.DROPPED).toList();
    assertThat(dropped).hasSize(500 - BOUND);
    for (Change<Integer, String> change : dropped) {
      assertThat(change.origin()).isEqualTo(Origin.UPKEEP);
      assertThat(change.before()).isEqualTo("v" + change.key());
      assertThat(stage.value(change.key())).isNull();
    }
  }

  @Test
  default void put_removalsAndUpdates_evictNothing() {
    StoreStage stage = ofEntries();
    for (int round = 0; round < 100; round++) {
      for (int key = 0; key < BOUND; key++) {
        stage.put(key, "a");
        stage.put(key, "b");
      }
      stage.remove(round % BOUND);
      stage.remove(77);
    }

    assertThat(stage.store.evictions()).isZero();
    assertThat(stage.store.size()).isEqualTo(BOUND - 1);
  }

  @Test
  default void alarm_expiredEntries_makeRoom() {
    StoreStage stage = ofEntries();
    for (int round = 0; round < 20; round++) {
      for (int key = 0; key < BOUND; key++) {
        stage.put(round * BOUND + key, "v", 50);
      }
      stage.advance(50);
    }

    assertThat(stage.store.evictions()).isZero();
    assertThat(stage.store.size()).isZero();
  }

  @Test
  default void put_overEntriesThatHaveExpired_tellsThatTheyExpired() {
    StoreStage stage = ofEntries();
    for (int key = 0; key < BOUND; key++) {
      stage.put(key, "v", 50);
    }
    stage.time.pass(50); // and the alarm is late
    for (int key = BOUND; key < 2 * BOUND; key++) {
      stage.put(key, "w");
    }

    for (int key = 0; key < BOUND; key++) {
      assertThat(stage.kinds(key)).doesNotContain(ChangeKind.DROPPED);
    }
    stage.advance(0);
    for (int key = 0; key < BOUND; key++) {
      assertThat(stage.kinds(key)).containsExactly(ChangeKind.CREATED, ChangeKind.EXPIRED);
    }
  }

  @Test
  default void put_bytes_keepsTheBoundAfterEachChangeOfWeight() {
    StoreStage stage = ofBytes(100);
    for (int step = 0; step < 2_000; step++) {
      int key = step * 31 % 40;
      if (step % 7 == 0) {
        stage.remove(key);
      } else {
        stage.put(key, "x".repeat(1 + step * 17 % 30));
      }
      assertThat(weightBytes(stage)).isLessThanOrEqualTo(100);
    }

    assertThat(stage.store.evictions()).isPositive();
    assertThat(weightBytes(stage)).isGreaterThan(60);
  }

  private static int weightBytes(StoreStage stage) {
    return stage.store.cursor().next(1_000).toCompletableFuture().join().stream()
        .mapToInt(met -> met.entry().value().length())
        .sum();
  }

  @Test
  default void put_heavierThanTheBound_isNotKeptAndTheOthersStay() {
    StoreStage stage = ofBytes(100);
    for (int key = 0; key < 10; key++) {
      stage.put(key, "0123456789");
    }
    stage.put(99, "x".repeat(101));
    stage.put(3, "x".repeat(200)); // an update may be too heavy as well

    assertThat(stage.value(99)).isNull();
    assertThat(stage.value(3)).isNull();
    assertThat(stage.store.size()).isEqualTo(9);
    assertThat(stage.store.evictions()).isEqualTo(2);
  }

  @Test
  default void put_withHeldKeys_neverEvictsThem() {
    StoreStage stage = ofEntries();
    stage.put(1, "turn");
    stage.put(2, "intent");
    stage.put(3, "doubt");
    Grant<String> turn = stage.turn(1);
    Grant<String> intent = stage.intent(2);
    stage.doubt(3, stage.intent(3), Unsure.KEEP_IN_DOUBT);

    crowd(stage);

    assertThat(stage.value(1)).isEqualTo("turn");
    assertThat(stage.value(2)).isEqualTo("intent");
    assertThat(stage.value(3)).isEqualTo("doubt");
    stage.pass(1, turn);
    assertThat(stage.resolve(2, intent, new PlainOperation.Peek<>()).applied()).isTrue();
    stage.advance(StoreStage.LIMITS.doubtMillis());
    crowd(stage);
    assertThat(stage.store.size()).isEqualTo(BOUND);
  }

  @Test
  default void put_withPinnedKeys_evictsOthersOnly() {
    StoreStage stage = ofEntries(key -> key < 5);
    for (int key = 0; key < 5; key++) {
      stage.put(key, "pinned");
    }

    crowd(stage);

    assertThat(stage.store.size()).isEqualTo(BOUND);
    for (int key = 0; key < 5; key++) {
      assertThat(stage.value(key)).isEqualTo("pinned");
    }
  }

  @Test
  default void put_allPinned_evictsNothingAndRegainsTheBoundLater() {
    Set<Integer> pinned = new HashSet<>();
    StoreStage stage = ofEntries(pinned::contains);
    for (int key = 0; key < 3 * BOUND; key++) {
      pinned.add(key);
      stage.put(key, "pinned");
    }
    assertThat(stage.store.size()).isEqualTo(3 * BOUND);
    assertThat(stage.store.evictions()).isZero();

    pinned.clear();
    stage.put(99, "one more");

    assertThat(stage.store.size()).isEqualTo(BOUND);
  }

  @Test
  default void put_keyPinnedWhileItIsBeingEvicted_staysIn() {
    AtomicInteger asks = new AtomicInteger();
    StoreStage stage = ofEntries(key -> asks.getAndIncrement() > 0); // from its first answer on
    for (int key = 0; key <= BOUND; key++) {
      stage.put(key, "a write not yet done");
    }

    assertThat(asks.get()).isPositive();
    assertThat(stage.store.size()).isEqualTo(BOUND + 1);
    assertThat(stage.store.evictions()).isZero();
  }

  @Test
  default void fill_evictedMeanwhile_isAdmitted() {
    StoreStage stage = ofEntries();
    stage.put(1, "old");
    FillAnswer.Leased<String> lease =
        StoreStage.leased(stage.ask(1, StoreStage.openFill(Existing.REPLACE, Patience.WAIT)));
    crowd(stage);
    assertThat(stage.value(1)).as("a lease does not hold an entry in").isNull();

    assertThat(stage.fill(1, lease, "new").applied()).isTrue();
    assertThat(stage.kinds(1))
        .startsWith(ChangeKind.CREATED, ChangeKind.DROPPED, ChangeKind.CREATED);
  }

  @Test
  default void put_entriesReadByApply_outliveAScan() {
    StoreStage stage = ofEntries();
    for (int key = 0; key < BOUND / 2; key++) {
      stage.put(key, "hot");
    }
    for (int scanned = 1_000; scanned < 1_500; scanned++) {
      stage.put(scanned, "cold");
      for (int key = 0; key < BOUND / 2; key++) {
        assertThat(stage.ask(key, new PlainOperation.Get<>(ExpiryRule.NEVER)).before())
            .isEqualTo("hot");
      }
    }
  }

  @Test
  default void clear_fullStore_startsCountingAnew() {
    StoreStage stage = ofEntries();
    crowd(stage);
    long evictions = stage.store.evictions();
    assertThat(stage.store.clear()).isCompleted();

    for (int key = 0; key < BOUND; key++) {
      stage.put(key, "v");
    }

    assertThat(stage.store.size()).isEqualTo(BOUND);
    assertThat(stage.store.evictions()).isEqualTo(evictions);
  }
}
