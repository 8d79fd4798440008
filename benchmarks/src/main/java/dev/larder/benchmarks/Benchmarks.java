// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import dev.larder.benchmarks.hibernate.HibernateFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The entrance to every measurement. The first argument says which; anything else goes to JMH, with
 * {@code -prof dev.larder.benchmarks.ProcessorTime} for the processor time.
 *
 * <ul>
 *   <li>{@code report [file]}: all figures against their targets, some fifteen minutes
 *   <li>{@code hit-ratio}: the main traces through whole caches
 *   <li>{@code policies}: all traces through bare eviction policies, the table of ADR 3
 *   <li>{@code memory}: heap per entry
 *   <li>{@code start}: from the start of the JVM to the first get
 *   <li>{@code hibernate}: the second-level cache beside hibernate-jcache
 * </ul>
 */
public final class Benchmarks {
  private static final Path DEFAULT_REPORT = Path.of("performance.md");

  private Benchmarks() {}

  /** Runs one of them. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    List<String> rest =
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    HitRatios ratios = HitRatios.DEFAULT;
    switch (arguments.length == 0 ? "report" : arguments[0]) {
      case "report" ->
          new Report(Report.Size.WHOLE)
              .writeTo(rest.isEmpty() ? DEFAULT_REPORT : Path.of(rest.get(0)));
      case "hit-ratio" -> System.out.print(MarkdownTable.of(ratios.ofCaches(ratios.mainCourses())));
      case "policies" -> System.out.print(MarkdownTable.of(ratios.ofPolicies(ratios.allCourses())));
      case "memory" -> printMemory();
      case "start" -> printStarts();
      case "hibernate" -> System.out.print(HibernateFigures.measure());
      default -> org.openjdk.jmh.Main.main(arguments);
    }
  }

  private static void printMemory() {
    int entries = MemoryPerEntry.ENTRIES;
    for (Provider provider : Provider.values()) {
      for (Life life : Life.values()) {
        System.out.printf(
            "%s, %s: %.1f bytes, bounded %.1f%n",
            provider.title(),
            life,
            MemoryPerEntry.bytes(provider, life, CacheShape.UNBOUNDED, entries),
            MemoryPerEntry.bytes(provider, life, 2 * entries, entries));
      }
    }
    System.out.printf(
        "ConcurrentHashMap: %.1f bytes%n", MemoryPerEntry.bytesOfConcurrentHashMap(entries));
  }

  private static void printStarts() {
    List<Provider> providers = List.of(Provider.values());
    List<RunTime.Start> starts = RunTime.starts(providers, 7);
    for (int i = 0; i < starts.size(); i++) {
      System.out.printf(
          "%s: %.0f ms, processor %.0f ms%n",
          providers.get(i).title(), starts.get(i).wallMillis(), starts.get(i).processorMillis());
    }
  }
}
