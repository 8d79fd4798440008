// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.cache.Cache;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.RunnerException;

/** Every harness at its smallest: that it runs, meets every peer, and measures what it says. */
class HarnessTest {
  private static final HitRatios SMALL = new HitRatios(2_000, 40_000, 1);

  @Test
  void zipf_sameSeed_isTheSameTrace() {
    assertThat(Trace.zipf(500, 1_000, 3)).isEqualTo(Trace.zipf(500, 1_000, 3));
    assertThat(Trace.zipf(500, 1_000, 3)).isNotEqualTo(Trace.zipf(500, 1_000, 4));
  }

  @Test
  void twice_eachKey_comesTwiceAtItsDistance() {
    int[] trace = Trace.twice(10, 1_000);

    assertThat(trace[100]).isEqualTo(50);
    assertThat(trace[121]).isEqualTo(50);
  }

  @ParameterizedTest
  @EnumSource
  void open_bounded_keepsAboutTheBound(Provider provider) {
    Cache<Integer, Object> cache =
        provider.open(Integer.class, CacheShape.plain(1_000, Integer.class));
    try {
      IntStream.range(0, 20_000).forEach(key -> cache.put(key, key));
      long present = IntStream.range(0, 20_000).filter(cache::containsKey).count();

      assertThat(present).isBetween(800L, 1_200L);
    } finally {
      provider.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_byValue_givesCopies(Provider provider) {
    CacheShape shape =
        new CacheShape(
            Storage.BY_VALUE, Statistics.ON, Life.TEN_MINUTES, 100, Values.WIDE_RECORD.type());
    Cache<Integer, Object> cache = provider.open(Integer.class, shape);
    try {
      Values.Order order = Values.Order.of(7);
      cache.put(7, order);
      Values.Order found = (Values.Order) cache.get(7);

      assertThat(found.remarks()).isEqualTo(order.remarks()).isNotSameAs(order.remarks());
      assertThat(found.articles()).isEqualTo(order.articles()).isNotSameAs(order.articles());
    } finally {
      provider.close();
    }
  }

  @Test
  void hitRatios_onAllCourses_knowEveryPolicy() {
    Map<String, Map<String, Double>> table = SMALL.ofPolicies(SMALL.allCourses());

    assertThat(table).hasSize(10);
    assertThat(table.get("Zipf").get("Larder's policy"))
        .isGreaterThan(table.get("Zipf").get("LRU"));
    assertThat(table.get("loop of 1.1 bounds").get("LRU")).isZero();
  }

  @Test
  void hitRatios_larder_areThoseOfItsPolicy() {
    List<HitRatios.Course> courses = SMALL.mainCourses();
    double cache = SMALL.ofCaches(courses).get("Zipf").get(Provider.LARDER.title());
    double policy = SMALL.ofPolicies(courses).get("Zipf").get("Larder's policy");

    assertThat(cache).isCloseTo(policy, within(0.5));
  }

  @Test
  void batches_holdDifferentKeys() {
    KeyWalk walk = new KeyWalk();
    Set<Set<Integer>> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertThat(walk.nextBatch()).hasSize(KeyWalk.BATCH);
      seen.add(walk.nextBatch());
    }

    assertThat(seen).hasSizeGreaterThan(90);
  }

  @ParameterizedTest
  @EnumSource
  void footprint_ofEachProvider_holdsItsJars(Provider provider) {
    assertThat(RunTime.footprint(provider).files()).isGreaterThanOrEqualTo(3);
    assertThat(RunTime.footprint(provider).bytes()).isGreaterThan(50_000);
  }

  @Test
  void rounds_oneFigureOfOneProvider_measureAllThree() throws RunnerException {
    Figure get = new Figure("get", "get", 1, Map.of("provider", Provider.LARDER.name()), false);

    Rounds rounds = new Rounds(1, new Report.Iterations(200, 200));
    Cost cost = rounds.run(List.of(get)).get(get).get(Provider.LARDER.title());

    assertThat(cost.processorNanos()).isPositive();
    assertThat(cost.perMicrosecond()).isPositive();
    assertThat(cost.allocatedBytes()).isNotNegative();
  }

  @Test
  void memory_ofAnEntry_isMoreThanItsReferences() {
    double bytes =
        MemoryPerEntry.bytes(Provider.LARDER, Life.ETERNAL, CacheShape.UNBOUNDED, 50_000);

    assertThat(bytes).isBetween(16.0, 500.0);
  }

  @Test
  void starts_ofOneProvider_giveItsMedian() {
    List<RunTime.Start> starts = RunTime.starts(List.of(Provider.LARDER), 1);

    assertThat(starts).hasSize(1);
    assertThat(starts.get(0).wallMillis()).isPositive();
  }

  @Test
  void judgeHits_fartherBehindThanAllowed_isNotReached() {
    Targets targets = new Targets();
    targets.judgeHits(
        Map.of("Zipf", Map.of(HitRatios.CAFFEINE_RAW, 78.3, Provider.LARDER.title(), 78.0)));
    targets.judgeHits(
        Map.of("Zipf", Map.of(HitRatios.CAFFEINE_RAW, 78.3, Provider.LARDER.title(), 78.2)));

    assertThat(targets.verdicts())
        .extracting(Targets.Verdict::reached)
        .containsExactly(false, true);
  }

  @Test
  @Tag("slow")
  void report_atItsSmallest_hasEverySection(@TempDir Path folder)
      throws RunnerException, IOException {
    Path file = folder.resolve("performance.md");
    Report.Size size =
        new Report.Size(1, new Report.Iterations(10, 10), List.of(Figure.GET), SMALL, 10_000, 1);

    new Report(size).writeTo(file);

    String text = Files.readString(file);
    assertThat(text)
        .contains("### Processor time per operation", "### Allocated bytes", "### Hits in per cent")
        .contains("### Heap per entry", "### From the start of the JVM", "### Targets");
    for (Provider provider : Provider.values()) {
      assertThat(text).contains(provider.title());
    }
  }
}
