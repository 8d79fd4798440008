// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * The heap that an entry takes beyond its key and value: what is used after a collection with the
 * cache full, less what was used with keys and values made and the cache still empty. In a JVM of
 * its own, whose serial collector leaves no garbage uncounted, and where no thread reserves room.
 */
final class MemoryPerEntry {
  static final int ENTRIES = 1_000_000;

  private static final List<String> JVM_ARGUMENTS =
      List.of("-Xms1500m", "-Xmx1500m", "-XX:+UseSerialGC", "-XX:-UseTLAB");

  /** A cache or a map, as far as it matters here. */
  private record Table(BiConsumer<Long, Object> put, Function<Long, @Nullable Object> get) {
    static Table of(Cache<Long, Object> cache) {
      return new Table(cache::put, cache::get);
    }

    static Table of(ConcurrentHashMap<Long, Object> map) {
      return new Table(map::put, map::get);
    }
  }

  private MemoryPerEntry() {}

  /** Bytes for each entry of the cache of a provider. */
  static double bytes(Provider provider, Life life, int maxEntries, int entries) {
    return ask(provider.name(), life.name(), maxEntries, entries);
  }

  /** Bytes for each entry of a bare {@code ConcurrentHashMap}. */
  static double bytesOfConcurrentHashMap(int entries) {
    return ask("", Life.ETERNAL.name(), CacheShape.UNBOUNDED, entries);
  }

  private static double ask(String provider, String life, int maxEntries, int entries) {
    ChildProcess.Answer answer =
        ChildProcess.ask(
            ChildProcess.classPath(),
            JVM_ARGUMENTS,
            MemoryPerEntry.class,
            provider,
            life,
            Integer.toString(maxEntries),
            Integer.toString(entries));
    return Double.parseDouble(answer.line());
  }

  /** The measurement: provider or nothing for a bare map, life, bound, entries. */
  public static void main(String[] arguments) throws IOException {
    int entries = Integer.parseInt(arguments[3]);
    Long[] keys = new Long[entries];
    Long[] values = new Long[entries];
    for (int i = 0; i < entries; i++) {
      keys[i] = (long) i;
      values[i] = (long) -i - 1;
    }
    Table table =
        arguments[0].isEmpty()
            ? Table.of(new ConcurrentHashMap<>())
            : Table.of(cache(arguments[0], arguments[1], arguments[2]));
    try {
      long emptyBytes = usedBytes();
      for (int i = 0; i < entries; i++) {
        table.put().accept(keys[i], values[i]);
      }
      long fullBytes = usedBytes();
      if (!Arrays.stream(keys).allMatch(key -> table.get().apply(key) != null)) {
        throw new IllegalStateException(
            arguments[0] + " does not hold all " + entries + " entries");
      }
      ChildProcess.answer(Double.toString((double) (fullBytes - emptyBytes) / entries));
    } finally {
      Reference.reachabilityFence(table);
      Reference.reachabilityFence(keys);
      Reference.reachabilityFence(values);
    }
  }

  private static Cache<Long, Object> cache(String provider, String life, String maxEntries) {
    CacheShape shape =
        new CacheShape(
            Storage.BY_REFERENCE,
            Statistics.OFF,
            Life.valueOf(life),
            Integer.parseInt(maxEntries),
            Long.class);
    return Provider.valueOf(provider).open(Long.class, shape);
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
