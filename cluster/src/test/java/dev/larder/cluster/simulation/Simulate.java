// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The command line of the simulator: what {@code ./simulate} runs. */
public final class Simulate {
  private static final String USAGE =
      """
      Usage: ./simulate [--seed N] [--schedules N] [--mutant NAME]

      Runs a cluster of three nodes with its callers and its register in virtual time: messages get
      lost, nodes crash, pause and are cut off. Fails if a promise of the protocol is broken, and
      says how to see that run again.

        --seed N        the run, or the first of them; drawn if not given
        --schedules N   so many runs, each of the next seed; 1 if not given, which is told as a story
        --mutant NAME   breaks a rule first and hunts for it in up to 2,000 runs; "all" for each,
                        "list" tells them
        --help          this text
      """;

  private static final int MUTANT_SCHEDULES = 2_000;

  private Simulate() {}

  /** Runs what the arguments say; what it cannot make sense of ends it with status 2. */
  public static void main(String[] arguments) {
    try {
      start(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void start(String[] arguments) {
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    long seed = ThreadLocalRandom.current().nextLong(1L << 40);
    long schedules = 1;
    String mutant = "";
    while (!left.isEmpty()) {
      String option = left.remove();
      switch (option) {
        case "--seed" -> seed = number(option, left);
        case "--schedules" -> schedules = number(option, left);
        case "--mutant" -> mutant = left.isEmpty() ? "list" : left.remove();
        case "--help" -> {
          System.out.print(USAGE);
          return;
        }
        default ->
            throw new IllegalArgumentException(
                "simulate: \"" + option + "\"; known are --seed, --schedules, --mutant and --help");
      }
    }
    if (mutant.isEmpty()) {
      run(seed, schedules);
    } else {
      hunt(mutant, seed, (int) Math.max(schedules, MUTANT_SCHEDULES));
    }
  }

  private static void hunt(String name, long seed, int schedules) {
    List<Mutant> hunted =
        Mutant.all().stream()
            .filter(mutant -> name.equals("all") || mutant.name().equals(name))
            .toList();
    if (hunted.isEmpty()) {
      Mutant.all().forEach(mutant -> System.out.printf("%-28s %s%n", mutant.name(), mutant.rule()));
    }
    for (Mutant mutant : hunted) {
      System.out.printf("%-28s %s%n", mutant.name(), outcome(mutant, seed, schedules));
    }
  }

  private static String outcome(Mutant mutant, long seed, int schedules) {
    try {
      return MutantHunt.hunt(mutant, seed, schedules)
          .map(
              caught ->
                  "caught after "
                      + caught.schedules()
                      + " schedules, seed "
                      + caught.seed()
                      + ": "
                      + caught.how())
          .orElse("not noticed in " + schedules + " schedules");
    } catch (IOException e) {
      throw new UncheckedIOException("a source of the cluster cannot be read", e);
    }
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
