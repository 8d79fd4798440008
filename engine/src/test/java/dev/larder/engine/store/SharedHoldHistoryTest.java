// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random sessions with stamps alone, leases, turns and intents of all kinds, against a database.
 * {@code -Dtest.seed=} runs one history again.
 */
class SharedHoldHistoryTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 500;

  @Test
  void history_ofRandomSessions_neverShowsWhatFinishedWorkHasOutdated() {
    Long given = Long.getLong("test.seed");
    long first = given == null ? new SplittableRandom().nextLong() : given;
    int count = given == null ? SEEDS : 1;
    Map<HistoryStage.Happened, Integer> happened = new EnumMap<>(HistoryStage.Happened.class);

    for (long seed = first; seed < first + count; seed++) {
      try {
        new SharedHoldHistory(seed)
            .run(STEPS)
            .forEach((what, times) -> happened.merge(what, times, Integer::sum));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError(
            "seed " + seed + "; run it again with -Dtest.seed=" + seed, failure);
      }
    }

    if (given == null) {
      assertThat(happened)
          .as("all that may happen did")
          .containsOnlyKeys(HistoryStage.Happened.values());
    }
  }
}
