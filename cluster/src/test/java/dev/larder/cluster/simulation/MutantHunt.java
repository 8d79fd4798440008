// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/** Runs schedules of a cluster in which a rule is broken, until one of them shows it. */
final class MutantHunt {
  private MutantHunt() {}

  /**
   * What showed it.
   *
   * @param schedules so many were run
   * @param seed of the last
   * @param how the first line of the failure
   */
  record Caught(int schedules, long seed, String how) {}

  /** Hunts; empty if no schedule showed it. */
  static Optional<Caught> hunt(Mutant mutant, long seed, int schedules) throws IOException {
    Method run = run(new MutantClasses(mutant));
    for (int schedule = 0; schedule < schedules; schedule++) {
      try {
        Object unused = run.invoke(null, seed + schedule);
      } catch (InvocationTargetException shown) {
        return Optional.of(
            new Caught(schedule + 1, seed + schedule, reason(shown.getTargetException())));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the simulation cannot be called", e);
      }
    }
    return Optional.empty();
  }

  private static Method run(ClassLoader classes) {
    try {
      Method run =
          classes.loadClass(Simulation.class.getName()).getDeclaredMethod("runQuietly", long.class);
      run.setAccessible(true);
      return run;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the simulation is not where it was", e);
    }
  }

  private static String reason(Throwable shown) {
    Throwable cause = shown.getCause() == null ? shown : shown.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
