// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The command line of the simulator: what {@code ./simulate} runs. */
public final class Simulate {
  private static final String USAGE =
      """
      Usage: ./simulate [--seed N] [--schedules N]

      Runs a cluster of three nodes with its callers and its register in virtual time: messages get
      lost, nodes crash, pause and are cut off. Fails if a promise of the protocol is broken, and
      says how to see that run again.

        --seed N        the run, or the first of them; drawn if not given
        --schedules N   so many runs, each of the next seed; 1 if not given, which is told as a story
        --help          this text
      """;

  private Simulate() {}

  /** Runs what the arguments say. */
  public static void main(String[] arguments) {
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    long seed = ThreadLocalRandom.current().nextLong(1L << 40);
    long schedules = 1;
    while (!left.isEmpty()) {
      String option = left.remove();
      switch (option) {
        case "--seed" -> seed = number(option, left);
        case "--schedules" -> schedules = number(option, left);
        case "--help" -> {
          System.out.print(USAGE);
          return;
        }
        default ->
            throw new IllegalArgumentException(
                "simulate: \"" + option + "\"; known are --seed, --schedules and --help");
      }
    }
    run(seed, schedules);
  }

  private static long number(String option, Deque<String> left) {
    String text = left.isEmpty() ? "nothing" : left.remove();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "simulate: " + option + " is followed by " + text + "; use a whole number", e);
    }
  }

  private static void run(long seed, long schedules) {
    long asked = 0;
    long answered = 0;
    long begunNanos = System.nanoTime();
    for (long run = 0; run < schedules; run++) {
      Simulation.Report report = Simulation.run(seed + run, World.Size.USUAL, schedules == 1);
      asked += report.asked();
      answered += report.answered();
    }
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    System.out.printf(
        "%d schedules from seed %d: %d calls, %d of them answered, no promise broken; %.0f a"
            + " second%n",
        schedules, seed, asked, answered, schedules / seconds);
  }
}
