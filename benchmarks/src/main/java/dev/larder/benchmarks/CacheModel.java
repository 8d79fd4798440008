// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

/** A cache as a trace sees it: asked for a key, it says whether it had it, and has it then. */
@FunctionalInterface
interface CacheModel {
  boolean access(int key);

  /** The hits of a trace in per cent; the first fifth of it only fills. */
  default double hitPercent(int[] trace) {
    int measuredFrom = trace.length / 5;
    int hits = 0;
    for (int i = 0; i < trace.length; i++) {
      if (access(trace[i]) && i >= measuredFrom) {
        hits++;
      }
    }
    return 100.0 * hits / (trace.length - measuredFrom);
  }
}
