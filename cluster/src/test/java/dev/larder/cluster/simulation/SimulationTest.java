// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole clusters under faults, each from a seed: none may break a promise of the protocol. */
class SimulationTest {

  /** The same in every build: a new seed is no reason for somebody else's build to fail. */
  @Test
  void schedules_ofEveryBuild_keepEveryPromise() {
    run(Long.getLong("test.seed", 1), 2_000);
  }

  @Test
  @Tag("slow")
  void schedules_many_keepEveryPromise() {
    run(Long.getLong("test.seed", ThreadLocalRandom.current().nextLong(1L << 40)), 50_000);
  }

  private static void run(long seed, int schedules) {
    System.out.println("SimulationTest: seed " + seed);
    long answered = 0;
    for (int schedule = 0; schedule < schedules; schedule++) {
      answered += Simulation.run(seed + schedule, World.Size.USUAL, false).answered();
    }
    assertThat(answered).as("calls answered in each run").isGreaterThan(schedules * 50L);
  }
}
