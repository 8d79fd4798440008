// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.util.Arrays;

/** How long the latest look-ups of one kind took; guarded by itself. */
public final class Latencies {
  private static final int KEPT = 1_000;

  private final long[] nanos = new long[KEPT];
  private long count;

  /** What a reader wants to know of them; zeros while there are none. */
  public record Summary(long lookUps, long medianNanos, long p95Nanos) {}

  synchronized void add(long lookUpNanos) {
    nanos[(int) (count % KEPT)] = lookUpNanos;
    count++;
  }

  synchronized Summary summary() {
    int kept = (int) Math.min(count, KEPT);
    if (kept == 0) {
      return new Summary(0, 0, 0);
    }
    long[] sorted = Arrays.copyOf(nanos, kept);
    Arrays.sort(sorted);
    return new Summary(count, sorted[kept / 2], sorted[kept * 95 / 100]);
  }
}
