// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Hit ratios of whole caches and of bare policies on the same traces.
 *
 * @param keys the key space of the Zipf traces
 * @param length the accesses of each trace
 * @param seed the seed of every trace
 */
record HitRatios(int keys, int length, long seed) {
  static final HitRatios DEFAULT = new HitRatios(KeyWalk.KEYS, 2_000_000, 42);

  static final String CAFFEINE_RAW = "Caffeine, raw";

  /** A trace and the bound of the caches that meet it. */
  @SuppressWarnings("ArrayRecordComponent") // millions of keys, never compared
  record Course(String title, int bound, int[] trace) {}

  /** The two traces of the targets: a bound of a tenth of the keys. */
  List<Course> mainCourses() {
    int bound = keys / 10;
    return List.of(
        new Course("Zipf", bound, Trace.zipf(keys, length, seed)),
        new Course("Zipf with scans", bound, Trace.zipfWithScans(keys, length, seed)));
  }

  /** Traces on which some policy is known to fail. */
  List<Course> sideCourses() {
    int bound = keys / 10;
    int[] zipf = Trace.zipf(keys, length, seed);
    int[] scans = Trace.zipfWithScans(keys, length, seed);
    return List.of(
        new Course("Zipf, bound 1 %", keys / 100, zipf),
        new Course("with scans, bound 1 %", keys / 100, scans),
        new Course("Zipf, bound 0.1 %", keys / 1000, zipf),
        new Course("Zipf that shifts", bound, Trace.zipfShifting(keys, length, seed)),
        new Course("loop of 1.1 bounds", bound, Trace.loop(bound * 11 / 10, length)),
        new Course("loop of 2 bounds", bound, Trace.loop(bound * 2, length)),
        new Course("each key twice", bound, Trace.twice(bound * 4 / 10, length)),
        new Course("drifting", bound, Trace.drifting(bound * 0.8, length, seed)));
  }

  /** Per cent by course and cache. */
  Map<String, Map<String, Double>> ofCaches(List<Course> courses) {
    Map<String, Map<String, Double>> table = new LinkedHashMap<>();
    for (Course course : courses) {
      Map<String, Double> row = new LinkedHashMap<>();
      for (Provider provider : Provider.values()) {
        row.put(provider.title(), ofProvider(provider, course));
      }
      row.put(CAFFEINE_RAW, caffeine(course.bound()).hitPercent(course.trace()));
      row.put("LRU", PolicyModels.lru(course.bound()).hitPercent(course.trace()));
      table.put(course.title(), row);
    }
    return table;
  }

  /** Per cent by course and policy: the table of ADR 3. */
  Map<String, Map<String, Double>> ofPolicies(List<Course> courses) {
    Map<String, IntFunction<CacheModel>> policies = new LinkedHashMap<>();
    policies.put("Larder's policy", PolicyModels::larder);
    policies.put("S3-FIFO", PolicyModels::s3fifo);
    policies.put("SIEVE", PolicyModels::sieve);
    policies.put("LRU", PolicyModels::lru);
    policies.put(CAFFEINE_RAW, HitRatios::caffeine);
    Map<String, Map<String, Double>> table = new LinkedHashMap<>();
    for (Course course : courses) {
      Map<String, Double> row = new LinkedHashMap<>();
      policies.forEach(
          (name, policy) -> row.put(name, policy.apply(course.bound()).hitPercent(course.trace())));
      row.put(Provider.CACHE2K.title(), ofProvider(Provider.CACHE2K, course));
      table.put(course.title(), row);
    }
    return table;
  }

  List<Course> allCourses() {
    List<Course> all = new ArrayList<>(mainCourses());
    all.addAll(sideCourses());
    return all;
  }

  private static double ofProvider(Provider provider, Course course) {
    javax.cache.Cache<Integer, Object> cache =
        provider.open(Integer.class, CacheShape.plain(course.bound(), Integer.class));
    try {
      CacheModel model =
          key -> {
            if (cache.get(key) != null) {
              return true;
            }
            cache.put(key, key);
            return false;
          };
      return model.hitPercent(course.trace());
    } finally {
      provider.close();
    }
  }

  /** Upkeep in the caller's thread, or the ratio depends on how busy the machine is. */
  private static CacheModel caffeine(int bound) {
    Cache<Integer, Integer> cache =
        Caffeine.newBuilder().maximumSize(bound).executor(Runnable::run).build();
    return key -> {
      if (cache.getIfPresent(key) != null) {
        return true;
      }
      cache.put(key, key);
      return false;
    };
  }
}
