// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import org.openjdk.jmh.results.RunResult;

/** What JMH's profilers report beside the rate. */
public final class Secondary {
  private Secondary() {}

  /** The least of a run's iterations, of the profiler's result whose name ends so. */
  @SuppressWarnings("rawtypes") // as JMH declares them
  public static double least(RunResult result, String name) {
    return result.getSecondaryResults().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(name))
        .mapToDouble(entry -> entry.getValue().getStatistics().getMin())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("JMH reported no " + name));
  }
}
