// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.RunnerException;

/**
 * All figures in one run, held against the targets, as Markdown for {@code docs/performance.md}.
 */
final class Report {
  /**
   * How long JMH's iterations last, of which there are as many as the benchmarks say. Processor
   * time is that of the whole process, so nothing is measured while the longest path is still being
   * compiled.
   */
  record Iterations(int warmUpMillis, int measuredMillis) {}

  /** How much is measured. */
  record Size(
      int rounds,
      Iterations iterations,
      List<Figure> figures,
      HitRatios hitRatios,
      int entries,
      int starts) {
    static final Size WHOLE =
        new Size(
            2, new Iterations(600, 400), Figure.ALL, HitRatios.DEFAULT, MemoryPerEntry.ENTRIES, 7);
  }

  private final Size size;
  private final StringBuilder text = new StringBuilder();
  private final Targets targets = new Targets();

  Report(Size size) {
    this.size = size;
  }

  /** Measures everything and writes it to a file. */
  void writeTo(Path file) throws RunnerException, IOException {
    long startNanos = System.nanoTime();
    heading();
    Map<Figure, Map<String, Cost>> costs =
        new Rounds(size.rounds(), size.iterations()).run(size.figures());
    costs(costs);
    hits();
    memory();
    starts();
    footprint();
    if (size.figures().equals(Figure.ALL)) {
      targets.judgeCosts(costs);
    }
    verdicts();
    text.append(
        String.format(
            Locale.ROOT,
            "\nThe run took %d s.\n",
            (System.nanoTime() - startNanos) / 1_000_000_000));
    Files.writeString(file, text, StandardCharsets.UTF_8);
    new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text);
  }

  private void heading() {
    text.append(
        String.format(
            Locale.ROOT,
            "JDK %s, %d processors, %s; peers in the same run, each in a JVM of its own; best of"
                + " %d rounds. Bounded caches of twice the 100,000 keys, Zipf 0.99, every access a"
                + " hit.%n%n",
            Runtime.version(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            size.rounds()));
  }

  private void costs(Map<Figure, Map<String, Cost>> costs) {
    section("Processor time per operation, ns", column(costs, Cost::processorNanos));
    section("Operations per microsecond, all threads", column(costs, Cost::perMicrosecond));
    section("Allocated bytes per operation", column(costs, Cost::allocatedBytes));
  }

  private static Map<String, Map<String, Double>> column(
      Map<Figure, Map<String, Cost>> costs, ToDoubleFunction<Cost> part) {
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    costs.forEach(
        (figure, byPeer) -> {
          Map<String, Double> row = new LinkedHashMap<>();
          byPeer.forEach((peer, cost) -> row.put(peer, part.applyAsDouble(cost)));
          rows.put(figure.title(), row);
        });
    return rows;
  }

  private void hits() {
    Map<String, Map<String, Double>> percents =
        size.hitRatios().ofCaches(size.hitRatios().mainCourses());
    section("Hits in per cent, bound of a tenth of the keys", percents);
    targets.judgeHits(percents);
  }

  private void memory() {
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    int bound = size.entries() * 2;
    rows.put("eternal, no bound", memoryRow(Life.ETERNAL, CacheShape.UNBOUNDED));
    rows.put("eternal, bounded", memoryRow(Life.ETERNAL, bound));
    rows.put("10-minute life, bounded", memoryRow(Life.TEN_MINUTES, bound));
    Map<String, Double> first = rows.values().iterator().next();
    targets.judgeMemory(first.getOrDefault(Provider.LARDER.title(), Double.NaN));
    first.put(
        MapBenchmark.Table.CONCURRENT_HASH_MAP.title(),
        MemoryPerEntry.bytesOfConcurrentHashMap(size.entries()));
    section("Heap per entry beyond key and value, bytes", rows);
  }

  private Map<String, Double> memoryRow(Life life, int maxEntries) {
    Map<String, Double> row = new LinkedHashMap<>();
    for (Provider provider : Provider.values()) {
      row.put(provider.title(), MemoryPerEntry.bytes(provider, life, maxEntries, size.entries()));
    }
    return row;
  }

  private void starts() {
    List<Provider> providers = List.of(Provider.values());
    List<RunTime.Start> starts = RunTime.starts(providers, size.starts());
    Map<String, Double> wall = new LinkedHashMap<>();
    Map<String, Double> processor = new LinkedHashMap<>();
    for (int i = 0; i < starts.size(); i++) {
      wall.put(providers.get(i).title(), starts.get(i).wallMillis());
      processor.put(providers.get(i).title(), starts.get(i).processorMillis());
    }
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    rows.put("elapsed", wall);
    rows.put("processor time", processor);
    section("From the start of the JVM to the first get, ms, median", rows);
  }

  private void footprint() {
    Map<String, Double> jars = new LinkedHashMap<>();
    Map<String, Double> bytes = new LinkedHashMap<>();
    Arrays.stream(Provider.values())
        .forEach(
            provider -> {
              RunTime.Footprint footprint = RunTime.footprint(provider);
              jars.put(provider.title(), (double) footprint.files());
              bytes.put(provider.title(), (double) footprint.bytes());
            });
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    rows.put("jars, the standard's among them", jars);
    rows.put("bytes", bytes);
    section("What an application carries at run time", rows);
  }

  private void verdicts() {
    text.append("### Targets\n\n");
    MarkdownTable.appendRow(text, List.of("target", "measured", "reached"));
    text.append("|---|--:|---|\n");
    for (Targets.Verdict verdict : targets.verdicts()) {
      MarkdownTable.appendRow(
          text,
          List.of(verdict.target(), verdict.measured(), verdict.reached() ? "yes" : "**no**"));
    }
  }

  private void section(String title, Map<String, Map<String, Double>> rows) {
    text.append("### ").append(title).append("\n\n").append(MarkdownTable.of(rows)).append('\n');
  }
}
