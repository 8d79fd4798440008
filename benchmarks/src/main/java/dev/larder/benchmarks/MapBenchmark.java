// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The same operations on what has no JCache around it: the limit, and the best known cache. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 4, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class MapBenchmark {
  /** A map without the standard around it. */
  public enum Table {
    /** No bound, no expiry: what a lookup costs at least. */
    CONCURRENT_HASH_MAP("ConcurrentHashMap") {
      @Override
      <K> ConcurrentMap<K, Object> create(int maxEntries) {
        return new ConcurrentHashMap<>();
      }
    },
    /** Caffeine, bounded. */
    CAFFEINE_RAW(HitRatios.CAFFEINE_RAW) {
      @Override
      <K> ConcurrentMap<K, Object> create(int maxEntries) {
        return Caffeine.newBuilder().maximumSize(maxEntries).<K, Object>build().asMap();
      }
    };

    private final String title;

    Table(String title) {
      this.title = title;
    }

    /** What tables call it. */
    String title() {
      return title;
    }

    abstract <K> ConcurrentMap<K, Object> create(int maxEntries);
  }

  /** Which map. */
  @Param public Table table = Table.CONCURRENT_HASH_MAP;

  private ConcurrentMap<Integer, Object> map = new ConcurrentHashMap<>();
  private Object[] updates = {};

  /** Fills the map. */
  @Setup
  public void open() {
    map = table.create(2 * KeyWalk.KEYS);
    IntStream.range(0, KeyWalk.KEYS).forEach(key -> map.put(key, Values.TEXT.create(key)));
    updates = IntStream.range(0, KeyWalk.KEYS).mapToObj(Values.TEXT::create).toArray();
  }

  /** A hit. */
  @Benchmark
  public @Nullable Object get(KeyWalk walk) {
    return map.get(walk.next());
  }

  /** An update. */
  @Benchmark
  public @Nullable Object put(KeyWalk walk) {
    Integer key = walk.next();
    return map.put(key, updates[key]);
  }

  /** Nineteen hits for each update. */
  @Benchmark
  public @Nullable Object mixed(KeyWalk walk) {
    Integer key = walk.next();
    return walk.onTwentieth() ? map.put(key, updates[key]) : map.get(key);
  }

  /** An atomic computation that reads and sets. */
  @Benchmark
  public @Nullable Object invoke(KeyWalk walk) {
    return map.compute(walk.next(), (key, value) -> value);
  }

  /** Sixteen hits, gathered in a map. */
  @Benchmark
  public Map<Integer, Object> getAll(KeyWalk walk) {
    Map<Integer, Object> found = new HashMap<>();
    for (Integer key : walk.nextBatch()) {
      found.put(key, map.get(key));
    }
    return found;
  }
}
