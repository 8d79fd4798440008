// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.time.ManualTime;
import dev.larder.jcache.OpenManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random histories with loaders and writers that fail, under a clock turned by hand: where nothing
 * failed the calls are linearizable, a difference from the store lasts as long as anything lives in
 * doubt, and after the doubt there is none. Every history has a seed, which a failure names; {@code
 * -Dtest.seed} runs that one first.
 */
@Timeout(600)
class FaultyHistoryTest {
  private static final int ROUNDS = 200;
  private static final int ROUNDS_SLOW = 4_000;

  @Test
  void cache_failingLoaderAndWriter_differsFromTheStoreForDoubtLifeAtMost() {
    runRounds(ROUNDS);
  }

  @Tag("slow")
  @Test
  void cache_failingLoaderAndWriterManyTimes_differsFromTheStoreForDoubtLifeAtMost() {
    runRounds(ROUNDS_SLOW);
  }

  private static void runRounds(int rounds) {
    long first = Long.getLong("test.seed", System.nanoTime());
    System.out.println("random histories with failures: -Dtest.seed=" + first);
    int doubted = 0;
    ManualTime time = new ManualTime(1_000_000);
    try (OpenManager opened = OpenManager.at(time)) {
      for (int round = 0; round < rounds; round++) {
        doubted += runRound(opened, time, first + round) ? 1 : 0;
      }
    }
    assertThat(doubted).as("histories that left a doubt").isGreaterThan(rounds / 10);
  }

  /** Runs one; gives back whether it left a key in doubt. */
  private static boolean runRound(OpenManager opened, ManualTime time, long seed) {
    try (FaultyHistory history = new FaultyHistory(opened, time, "faulty" + seed, seed)) {
      try {
        history.run();
      } catch (AssertionError e) {
        throw new AssertionError("-Dtest.seed=" + seed + ": " + history, e);
      }
      return history.leftDoubt();
    }
  }
}
