// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.util.Set;
import java.util.TreeSet;

/** Runs whole clusters, each from a seed, and says what they came to. */
final class Simulation {
  private static final int SECOND = 1_000_000;
  private static final int FAULTY_MICROS = 9 * SECOND;

  /** Long enough for a loss to be declared while faults go on; one run in so many is so long. */
  private static final int LONG_FAULTY_MICROS = 24 * SECOND;

  private static final int LONG_OF = 8;

  /** So often, each 10 ms, it is looked whether all is settled. */
  private static final int LOOKS = 1_000;

  private static final int HEALING_MICROS = 14 * SECOND;

  private Simulation() {}

  /** What a run came to. */
  record Report(long seed, int asked, int answered) {}

  /** One run; fails, with the seed and the last events, if a promise is broken. */
  static Report run(long seed, World.Size size, boolean told) {
    World world = new World(seed, size, told);
    try {
      int faultyMicros = seed % LONG_OF == 0 ? LONG_FAULTY_MICROS : FAULTY_MICROS;
      FaultPlan plan = FaultPlan.begin(world, faultyMicros);
      world.runUntil(faultyMicros);
      plan.heal(world);
      world.runUntil(faultyMicros + HEALING_MICROS);
      finish(world);
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError(
          world.story.end()
              + "\nseed "
              + seed
              + " fails; to see it whole: ./simulate --seed "
              + seed
              + "\n"
              + broken.getMessage(),
          broken);
    }
    return new Report(seed, world.history.asked(), world.history.answered());
  }

  /** One run of the usual size, for whoever calls by reflection. */
  static Report runQuietly(long seed) {
    return run(seed, World.Size.USUAL, false);
  }

  /** Lets everybody come to rest and looks at what is left. */
  private static void finish(World world) {
    world.callers.forEach(SimulatedCaller::stop);
    world.runUntil(world.timeline.nowMicros() + 6 * SECOND);
    Set<String> waiting = new TreeSet<>();
    world.callers.stream()
        .filter(SimulatedCaller::isWaiting)
        .forEach(caller -> waiting.add(caller.id.name()));
    if (!waiting.isEmpty()) {
      throw new Broken("I13", "still waiting: " + waiting);
    }
    for (int look = 0; look < LOOKS && !world.invariants.isSettled(); look++) {
      world.runUntil(world.timeline.nowMicros() + SECOND / 100);
    }
    world.invariants.atRest();
    world.history.requireLinearizable();
  }
}
