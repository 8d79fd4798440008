// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** Sequences of keys, the same for the same seed. */
final class Trace {
  /** The skew of the popularity of keys, as in YCSB. */
  private static final double SKEW = 0.99;

  /** Accesses between two scans, and keys in each: a fifth of all accesses are scans'. */
  private static final int BETWEEN_SCANS = 40_000;

  private static final int SCAN = 10_000;

  private Trace() {}

  /** Keys from 0 on, popular by Zipf's law; which key is how popular is shuffled. */
  static int[] zipf(int keys, int length, long seed) {
    Random random = new Random(seed);
    double[] cumulated = cumulatedPopularity(keys);
    int[] keyOfRank = shuffled(keys, random);
    int[] trace = new int[length];
    Arrays.setAll(trace, i -> keyOfRank[rank(cumulated, random.nextDouble())]);
    return trace;
  }

  /** The same with scans of the key space in its order. */
  static int[] zipfWithScans(int keys, int length, long seed) {
    int[] trace = zipf(keys, length, seed);
    int scanned = 0;
    for (int i = 0; i < length; i++) {
      if (i % (BETWEEN_SCANS + SCAN) >= BETWEEN_SCANS) {
        trace[i] = scanned++ % keys;
      }
    }
    return trace;
  }

  /** The same with the popularity of the most popular keys exchanged again and again. */
  static int[] zipfShifting(int keys, int length, long seed) {
    Random random = new Random(seed);
    double[] cumulated = cumulatedPopularity(keys);
    int[] keyOfRank = shuffled(keys, random);
    int[] trace = new int[length];
    for (int i = 0; i < length; i++) {
      if (i % (keys / 5) == 0) {
        for (int rank = 0; rank < keys / 200; rank++) {
          swap(keyOfRank, rank, random.nextInt(keys));
        }
      }
      trace[i] = keyOfRank[rank(cumulated, random.nextDouble())];
    }
    return trace;
  }

  /** Keys in their order, again and again. */
  static int[] loop(int keys, int length) {
    int[] trace = new int[length];
    Arrays.setAll(trace, i -> i % keys);
    return trace;
  }

  /** Each key twice, {@code distance} new keys apart, and never again. */
  static int[] twice(int distance, int length) {
    int[] trace = new int[length];
    Arrays.setAll(trace, i -> i % 2 == 0 ? i / 2 : Math.max(0, i / 2 - distance));
    return trace;
  }

  /** The younger a key the more popular, ten accesses for each new key. */
  static int[] drifting(double meanAge, int length, long seed) {
    Random random = new Random(seed);
    int[] trace = new int[length];
    Arrays.setAll(
        trace, i -> (int) Math.max(0, i / 10.0 + Math.log(1 - random.nextDouble()) * meanAge));
    return trace;
  }

  private static double[] cumulatedPopularity(int keys) {
    double[] cumulated = new double[keys];
    double sum = 0;
    for (int rank = 0; rank < keys; rank++) {
      sum += 1 / Math.pow(rank + 1, SKEW);
      cumulated[rank] = sum;
    }
    return cumulated;
  }

  private static int rank(double[] cumulated, double fraction) {
    int found = Arrays.binarySearch(cumulated, fraction * cumulated[cumulated.length - 1]);
    return Math.min(cumulated.length - 1, found < 0 ? -found - 1 : found);
  }

  private static int[] shuffled(int keys, Random random) {
    int[] order = new int[keys];
    Arrays.setAll(order, i -> i);
    for (int i = keys - 1; i > 0; i--) {
      swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  private static void swap(int[] array, int one, int other) {
    int kept = array[one];
    array[one] = array[other];
    array[other] = kept;
  }
}
