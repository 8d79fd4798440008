// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tombstones forget nothing, invent nothing, and are no more than was asked for. */
class TombstonesTest {

  @Test
  void floorOf_keyOfWhichNothingIsKnown_isTheFirstFloor() {
    Tombstones tombstones = new Tombstones(16, 40);

    assertThat(IntStream.range(-50, 50)).allMatch(key -> tombstones.floorOf(key) == 40);
  }

  @Test
  void raise_toLess_changesNothing() {
    Tombstones tombstones = new Tombstones(16, 40);
    tombstones.raise("a", 39);
    assertThat(tombstones.floorOf("a")).isEqualTo(40);
    tombstones.raise("a", 50);

    tombstones.raise("a", 45);

    assertThat(tombstones.floorOf("a")).isEqualTo(50);
    assertThat(tombstones.floorOf(new String("a"))).as("an equal key").isEqualTo(50);
  }

  /** As many distinct floors as slots can be seen, when each of many keys was raised by its own. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 4", "4, 4", "5, 8", "1000, 1024", "1024, 1024", "1025, 2048"})
  void raise_manyMoreKeysThanSlots_usesEverySlotAndNoMore(int asked, int slots) {
    Tombstones tombstones = new Tombstones(asked, 0);
    int keys = 40 * slots;
    for (int key = 0; key < keys; key++) {
      tombstones.raise(key, key + 1L);
    }

    assertThat(IntStream.range(0, keys).mapToLong(tombstones::floorOf).distinct()).hasSize(slots);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 512, 1 << 16})
  void raise_neighbouringHashes_meetNoMoreThanByChance(int step) {
    Tombstones tombstones = new Tombstones(1 << 10, 0);
    for (int key = 0; key < 32; key++) {
      tombstones.raise(key * step, 1);
    }

    long refused =
        IntStream.range(32, 1_032).filter(key -> tombstones.floorOf(key * step) == 1).count();

    assertThat(refused).as("3 %% of the slots are taken").isLessThan(150);
  }

  @Test
  void raise_randomKeysAndVersions_isNeverBelowAnyVersionOfAKey() {
    Long given = Long.getLong("test.seed");
    long seed = given == null ? new SplittableRandom().nextLong() : given;
    System.out.println("TombstonesTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Tombstones tombstones = new Tombstones(random.nextInt(1, 300), 0);
    Map<Integer, Long> latest = new HashMap<>();
    long highest = 0;

    for (int step = 0; step < 20_000; step++) {
      int key = random.nextInt(2_000);
      long before = tombstones.floorOf(key);
      long version = random.nextLong(1, 1_000_000);
      latest.merge(key, version, Math::max);
      highest = Math.max(highest, version);
      tombstones.raise(key, version);
      assertThat(tombstones.floorOf(key)).as("seed %s", seed).isEqualTo(Math.max(before, version));
    }

    for (Map.Entry<Integer, Long> entry : latest.entrySet()) {
      assertThat(tombstones.floorOf(entry.getKey()))
          .as("seed %s", seed)
          .isBetween(entry.getValue(), highest);
    }
  }

  @Test
  void raise_severalThreadsOnTheSameSlots_losesNoRaise() throws Exception {
    int perThread = 100_000;
    Tombstones tombstones = new Tombstones(2, 0);
    Map<Integer, Long> latest = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    CyclicBarrier start = new CyclicBarrier(3);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      int first = thread;
      running.add(
          threads.submit(
              () -> {
                var unused = start.await();
                for (long version = first; version < 3L * perThread; version += 3) {
                  int key = (int) (version % 5);
                  tombstones.raise(key, version);
                  assertThat(tombstones.floorOf(key)).isGreaterThanOrEqualTo(version);
                  latest.merge(key, version, Math::max);
                }
                return null;
              }));
    }
    for (Future<?> one : running) {
      var unused = one.get();
    }
    threads.shutdownNow();

    assertThat(latest).hasSize(5);
    latest.forEach(
        (key, version) ->
            assertThat(tombstones.floorOf(key)).isBetween(version, 3L * perThread - 1));
  }
}
