// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * Hit ratios on fixed traces, against an LRU on the same trace. The figures of other policies and
 * caches are in {@code docs/adr/0003-eviction-policy.md}.
 */
class HitRatioTest {
  private static final long SEED = 42;
  private static final int KEYS = 100_000;
  private static final int LENGTH = 600_000;
  private static final int BOUND = KEYS / 10;

  @Test
  void hitRatio_zipf_isWellAboveLru() {
    int[] trace = zipf(0);

    assertThat(percent(trace, bounded(BOUND))).isGreaterThan(percent(trace, lru(BOUND)) + 5);
  }

  @Test
  void hitRatio_zipfWithScans_isFarAboveLru() {
    int[] trace = zipf(10_000);

    assertThat(percent(trace, bounded(BOUND))).isGreaterThan(percent(trace, lru(BOUND)) + 7);
  }

  @Test
  void hitRatio_zipfInSmallStore_isFarAboveLru() {
    int[] trace = zipf(0);

    assertThat(percent(trace, bounded(100))).isGreaterThan(percent(trace, lru(100)) + 10);
  }

  @Test
  void hitRatio_loopTwiceTheStore_keepsAboutHalf() {
    int[] trace = new int[LENGTH];
    Arrays.setAll(trace, i -> i % (2 * BOUND));

    assertThat(percent(trace, lru(BOUND))).isZero();
    assertThat(percent(trace, bounded(BOUND))).isGreaterThan(45);
  }

  @Test
  void hitRatio_eachKeyAgainOnceAfterAWhile_isLikeLru() {
    int[] trace = new int[LENGTH];
    int distance = BOUND * 4 / 10;
    Arrays.setAll(trace, i -> i % 2 == 0 ? i / 2 : Math.max(0, i / 2 - distance));

    assertThat(percent(trace, lru(BOUND))).isBetween(49.0, 51.0);
    assertThat(percent(trace, bounded(BOUND))).isGreaterThan(percent(trace, lru(BOUND)) - 1);
  }

  @Test
  void hitRatio_popularityThatDrifts_isCloseToLru() {
    Random random = new Random(SEED);
    int[] trace = new int[LENGTH];
    Arrays.setAll(
        trace,
        i -> (int) Math.max(0, i / 10.0 + Math.log(1 - random.nextDouble()) * (0.8 * BOUND)));

    assertThat(percent(trace, bounded(BOUND))).isGreaterThan(percent(trace, lru(BOUND)) - 2);
  }

  /** Of the last four fifths; the first fills. */
  private static double percent(int[] trace, IntPredicate cache) {
    int measuredFrom = trace.length / 5;
    int hits = 0;
    for (int i = 0; i < trace.length; i++) {
      if (cache.test(trace[i]) && i >= measuredFrom) {
        hits++;
      }
    }
    return 100.0 * hits / (trace.length - measuredFrom);
  }

  private static IntPredicate bounded(int bound) {
    EvictionPolicy<Resident> policy = new EvictionPolicy<>();
    Map<Integer, Resident> table = new HashMap<>();
    return key -> {
      Resident resident = table.get(key);
      if (resident != null) {
        resident.markUsed();
        return true;
      }
      if (policy.size() == bound) {
        table.remove(policy.nextVictim(any -> true).key);
      }
      Resident newcomer = new Resident(key);
      table.put(key, newcomer);
      policy.add(newcomer);
      return false;
    };
  }

  private static IntPredicate lru(int bound) {
    LinkedHashMap<Integer, Boolean> table =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > bound;
          }
        };
    return key -> table.get(key) != null || table.put(key, true) != null;
  }

  /** Zipf 0.99; with {@code scan}, a run of so many keys in order after each 40,000 accesses. */
  private static int[] zipf(int scan) {
    double[] cumulated = new double[KEYS];
    double sum = 0;
    for (int rank = 0; rank < KEYS; rank++) {
      sum += 1 / Math.pow(rank + 1, 0.99);
      cumulated[rank] = sum;
    }
    Random random = new Random(SEED);
    int[] trace = new int[LENGTH];
    int scanned = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (i % (40_000 + scan) >= 40_000) {
        trace[i] = scanned++ % KEYS;
      } else {
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
        // Ranks are spread over the keys, or a scan in key order would meet the popular ones first.
        trace[i] = (int) (Math.min(KEYS - 1, found < 0 ? -found - 1 : found) * 7919L % KEYS);
      }
    }
    return trace;
  }
}
