// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks.hibernate;

import dev.larder.benchmarks.MarkdownTable;
import dev.larder.benchmarks.ProcessorTime;
import dev.larder.benchmarks.Secondary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The figures of the second-level cache, peers in the same run, best of the rounds: operations per
 * second of all threads, and processor time.
 */
public final class HibernateFigures {
  private static final int ROUNDS = 2;

  /** One row of the table. */
  private record Figure(String title, String operation, int threads) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("access, 1 thread", "access", 1),
          new Figure("access, 2 threads", "access", 2),
          new Figure("session of 100 finds, 1 thread", "session", 1),
          new Figure("session of 100 finds, 2 threads", "session", 2));

  private HibernateFigures() {}

  /** Measures, and gives the tables as Markdown. */
  public static String measure() throws RunnerException {
    Map<String, Map<String, Double>> rates = new LinkedHashMap<>();
    Map<String, Map<String, Double>> nanos = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (Figure figure : FIGURES) {
        System.err.printf("round %d of %d: %s%n", round, ROUNDS, figure.title());
        for (RunResult result : run(figure)) {
          note(figure, result, rates, nanos);
        }
      }
    }
    return "### Operations per millisecond, all threads\n\n"
        + MarkdownTable.of(rates)
        + "\n### Processor time per operation, ns\n\n"
        + MarkdownTable.of(nanos);
  }

  private static Iterable<RunResult> run(Figure figure) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(
                    "^" + HibernateBenchmark.class.getName() + "\\." + figure.operation() + "$")
                .threads(figure.threads())
                .addProfiler(ProcessorTime.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }

  private static void note(
      Figure figure,
      RunResult result,
      Map<String, Map<String, Double>> rates,
      Map<String, Map<String, Double>> nanos) {
    String peer = SecondLevelCache.valueOf(result.getParams().getParam("cache")).title();
    double rate = result.getPrimaryResult().getStatistics().getMax();
    double cost = Secondary.least(result, ProcessorTime.NAME);
    row(rates, figure).merge(peer, rate, Math::max);
    row(nanos, figure).merge(peer, cost, Math::min);
  }

  private static Map<String, Double> row(Map<String, Map<String, Double>> rows, Figure figure) {
    return rows.computeIfAbsent(figure.title(), any -> new LinkedHashMap<>());
  }
}
