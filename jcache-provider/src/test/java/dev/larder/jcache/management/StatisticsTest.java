// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.management.CacheStatisticsMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts are exact, whatever the threads; average times are samples. */
class StatisticsTest {
  private final OpenManager opened = OpenManager.open();

  @AfterEach
  void closeManager() {
    opened.close();
  }

  @Test
  void counts_manyThreads_areExact() throws Exception {
    LarderCache<String, Integer> cache = opened.counted("words");
    AtomicInteger thread = new AtomicInteger();
    int threads = 8;
    int rounds = 2_000;

    List<Job<Boolean>> jobs =
        Crew.startTogether(
            threads,
            () -> {
              String own = "key" + thread.incrementAndGet();
              for (int i = 0; i < rounds; i++) {
                cache.get(own); // a miss
                cache.put(own, i);
                cache.get(own);
                cache.getAll(Set.of(own, "never"));
                cache.remove(own);
              }
              return true;
            });
    for (Job<Boolean> job : jobs) {
      assertThat(job.result()).isTrue();
    }

    CacheStatisticsMXBean statistics = cache.statistics();
    long all = (long) threads * rounds;
    assertThat(statistics.getCacheHits()).isEqualTo(2 * all);
    assertThat(statistics.getCacheMisses()).isEqualTo(2 * all);
    assertThat(statistics.getCacheGets()).isEqualTo(4 * all);
    assertThat(statistics.getCachePuts()).isEqualTo(all);
    assertThat(statistics.getCacheRemovals()).isEqualTo(all);
    assertThat(statistics.getCacheHitPercentage()).isEqualTo(50f);
    assertThat(statistics.getCacheMissPercentage()).isEqualTo(50f);
    assertThat(statistics.getAverageGetTime()).isPositive();
    assertThat(statistics.getAveragePutTime()).isPositive();
    assertThat(statistics.getAverageRemoveTime()).isPositive();
  }

  @Test
  void counts_switchedOff_stayAndGoOnWhenSwitchedOn() {
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.put("a", 1);
    cache.get("a");

    opened.manager().enableStatistics("words", false);
    cache.put("a", 2);
    cache.get("a");
    cache.get("b");
    assertThat(cache.statistics().getCachePuts()).isEqualTo(1);
    assertThat(cache.statistics().getCacheHits()).isEqualTo(1);
    assertThat(cache.statistics().getCacheMisses()).isZero();
    opened.manager().enableStatistics("words", true);
    cache.get("b");

    assertThat(cache.statistics().getCacheHits()).isEqualTo(1);
    assertThat(cache.statistics().getCacheMisses()).isEqualTo(1);
  }

  @Test
  void clear_always_setsEverythingToNought() {
    LarderCache<String, Integer> cache =
        opened.cache("words", OpenManager.numbers().setStatisticsEnabled(true).setMaximumSize(2));
    for (int i = 0; i < 300; i++) {
      cache.put("key" + i, i);
      cache.get("key" + i);
      cache.get("none");
      cache.remove("key" + i);
      cache.put("other" + i, i);
    }
    assertThat(cache.statistics().getCacheEvictions()).isPositive();

    cache.statistics().clear();

    CacheStatisticsMXBean statistics = cache.statistics();
    assertThat(statistics.getCacheGets()).isZero();
    assertThat(statistics.getCachePuts()).isZero();
    assertThat(statistics.getCacheRemovals()).isZero();
    assertThat(statistics.getCacheEvictions()).isZero();
    assertThat(statistics.getCacheHitPercentage()).isZero();
    assertThat(statistics.getCacheMissPercentage()).isZero();
    assertThat(statistics.getAverageGetTime()).isZero();
    assertThat(statistics.getAveragePutTime()).isZero();
    assertThat(statistics.getAverageRemoveTime()).isZero();
  }

  @Test
  void evictions_overTheBound_areCountedOnlyWhileSwitchedOn() {
    LarderCache<String, Integer> cache =
        opened.cache("words", OpenManager.numbers().setStatisticsEnabled(true).setMaximumSize(10));
    for (int i = 0; i < 30; i++) {
      cache.put("a" + i, i);
    }
    assertThat(cache.statistics().getCacheEvictions()).isEqualTo(20);

    opened.manager().enableStatistics("words", false);
    cache.put("b", 1);
    assertThat(cache.statistics().getCacheEvictions()).isEqualTo(20);
    opened.manager().enableStatistics("words", true);
    cache.put("c", 1);

    assertThat(cache.statistics().getCacheEvictions()).isEqualTo(21);
    assertThat(cache.size()).isEqualTo(10);
  }

  @Test
  void operations_eachOne_countAsTheStandardSays() {
    LarderCache<String, Integer> cache = opened.counted("words");

    assertCounts(cache, () -> cache.put("a", 1), 0, 0, 1, 0);
    assertCounts(cache, () -> cache.getAndPut("a", 2), 1, 0, 1, 0);
    assertCounts(cache, () -> cache.getAndPut("b", 2), 0, 1, 1, 0);
    assertCounts(cache, () -> cache.putIfAbsent("a", 3), 1, 0, 0, 0);
    assertCounts(cache, () -> cache.putIfAbsent("c", 3), 0, 1, 1, 0);
    assertCounts(cache, () -> cache.replace("a", 4), 1, 0, 1, 0);
    assertCounts(cache, () -> cache.replace("none", 4), 0, 1, 0, 0);
    assertCounts(cache, () -> cache.replace("a", 4, 5), 1, 0, 1, 0);
    assertCounts(cache, () -> cache.replace("a", 4, 6), 1, 0, 0, 0);
    assertCounts(cache, () -> cache.replace("none", 4, 6), 0, 1, 0, 0);
    assertCounts(cache, () -> cache.getAndReplace("a", 7), 1, 0, 1, 0);
    assertCounts(cache, () -> cache.getAndReplace("none", 7), 0, 1, 0, 0);
    assertCounts(cache, () -> cache.containsKey("a"), 0, 0, 0, 0);
    assertCounts(cache, () -> cache.remove("a", 1), 1, 0, 0, 0);
    assertCounts(cache, () -> cache.remove("a", 7), 1, 0, 0, 1);
    assertCounts(cache, () -> cache.remove("a"), 0, 0, 0, 0);
    assertCounts(cache, () -> cache.remove("b"), 0, 0, 0, 1);
    assertCounts(cache, () -> cache.getAndRemove("c"), 1, 0, 0, 1);
    assertCounts(cache, () -> cache.getAndRemove("c"), 0, 1, 0, 0);
    assertCounts(cache, () -> cache.putAll(Map.of("d", 1, "e", 2)), 0, 0, 2, 0);
    assertCounts(cache, () -> cache.iterator().next(), 1, 0, 0, 0);
    assertCounts(cache, () -> cache.removeAll(Set.of("d", "none")), 0, 0, 0, 1);
    assertCounts(cache, cache::removeAll, 0, 0, 0, 1);
    cache.put("f", 1);
    assertCounts(cache, cache::clear, 0, 0, 0, 0);
  }

  private static void assertCounts(
      LarderCache<String, Integer> cache,
      Runnable operation,
      int hits,
      int misses,
      int puts,
      int removals) {
    cache.statistics().clear();
    operation.run();
    CacheStatisticsMXBean counted = cache.statistics();
    assertThat(
            List.of(
                counted.getCacheHits(),
                counted.getCacheMisses(),
                counted.getCachePuts(),
                counted.getCacheRemovals()))
        .isEqualTo(List.of((long) hits, (long) misses, (long) puts, (long) removals));
  }
}
