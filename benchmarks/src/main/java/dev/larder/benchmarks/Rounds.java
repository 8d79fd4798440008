// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs figures in rounds: within a round all peers of a figure follow one another, each in a JVM of
 * its own, so that a noisy minute of the machine meets them all and a round can be outdone.
 */
final class Rounds {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final int count;
  private final Report.Iterations iterations;
  private final Map<Figure, Map<String, Cost>> best = new LinkedHashMap<>();

  Rounds(int count, Report.Iterations iterations) {
    this.count = count;
    this.iterations = iterations;
  }

  /** The best costs by figure and peer. */
  Map<Figure, Map<String, Cost>> run(Collection<Figure> figures) throws RunnerException {
    for (int round = 1; round <= count; round++) {
      for (Figure figure : figures) {
        System.err.printf("round %d of %d: %s%n", round, count, figure.title());
        measure(figure);
      }
    }
    return best;
  }

  private void measure(Figure figure) throws RunnerException {
    ChainedOptionsBuilder options = options(figure, JCacheBenchmark.class);
    figure.parameters().forEach(options::param);
    for (RunResult result : new Runner(options.build()).run()) {
      note(figure, Provider.valueOf(result.getParams().getParam("provider")).title(), result);
    }
    if (figure.withMaps()) {
      for (RunResult result : new Runner(options(figure, MapBenchmark.class).build()).run()) {
        note(
            figure,
            MapBenchmark.Table.valueOf(result.getParams().getParam("table")).title(),
            result);
      }
    }
  }

  private ChainedOptionsBuilder options(Figure figure, Class<?> benchmark) {
    return new OptionsBuilder()
        .include("^" + benchmark.getName() + "\\." + figure.operation() + "$")
        .threads(figure.threads())
        .warmupTime(TimeValue.milliseconds(iterations.warmUpMillis()))
        .measurementTime(TimeValue.milliseconds(iterations.measuredMillis()))
        .addProfiler(ProcessorTime.class)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private void note(Figure figure, String peer, RunResult result) {
    Cost cost =
        new Cost(
            Secondary.least(result, ProcessorTime.NAME),
            result.getPrimaryResult().getStatistics().getMax(),
            Secondary.least(result, ALLOCATED));
    best.computeIfAbsent(figure, any -> new LinkedHashMap<>()).merge(peer, cost, Cost::bestWith);
  }
}
