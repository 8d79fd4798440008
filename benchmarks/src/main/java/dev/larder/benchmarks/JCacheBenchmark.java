// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Operations of {@code javax.cache.Cache} on keys that are all there.
 *
 * <p>The heap is touched before the start, for every peer: else who allocates pays the operating
 * system for each new page until the collector has been through them all, which on a virtual
 * machine costs several times the operation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 4, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class JCacheBenchmark {
  private static final EntryProcessor<Integer, Object, Object> READ_AND_SET =
      (entry, arguments) -> {
        Object value = entry.getValue();
        entry.setValue(value);
        return value;
      };

  /** Whose cache. */
  @Param public Provider provider = Provider.LARDER;

  /** What it does with values. */
  @Param("BY_REFERENCE")
  public Storage storage = Storage.BY_REFERENCE;

  /** Whether it counts. */
  @Param("OFF")
  public Statistics statistics = Statistics.OFF;

  /** How long entries live. */
  @Param("ETERNAL")
  public Life life = Life.ETERNAL;

  /** What it holds. */
  @Param("TEXT")
  public Values values = Values.TEXT;

  /** Twice the keys, so that nothing leaves but hits are recorded; 0 for no bound. */
  @Param("" + 2 * KeyWalk.KEYS)
  public int maxEntries = 2 * KeyWalk.KEYS;

  @SuppressWarnings("NullAway.Init") // JMH calls open before anything else
  private Cache<Integer, Object> cache;

  private Object[] updates = {};

  /** Opens and fills the cache. */
  @Setup
  public void open() {
    cache =
        provider.open(
            Integer.class, new CacheShape(storage, statistics, life, maxEntries, values.type()));
    IntStream.range(0, KeyWalk.KEYS).forEach(key -> cache.put(key, values.create(key)));
    updates = IntStream.range(0, KeyWalk.KEYS).mapToObj(values::create).toArray();
    if (!IntStream.range(0, KeyWalk.KEYS).allMatch(cache::containsKey)) {
      throw new IllegalStateException(provider + " does not hold all that was put");
    }
  }

  /** Closes the cache and all about it. */
  @TearDown
  public void close() {
    cache.close();
    provider.close();
  }

  /** A hit. */
  @Benchmark
  public @Nullable Object get(KeyWalk walk) {
    return cache.get(walk.next());
  }

  /** An update. */
  @Benchmark
  public void put(KeyWalk walk) {
    Integer key = walk.next();
    cache.put(key, updates[key]);
  }

  /** Nineteen hits for each update. */
  @Benchmark
  public @Nullable Object mixed(KeyWalk walk) {
    Integer key = walk.next();
    if (walk.onTwentieth()) {
      cache.put(key, updates[key]);
      return key;
    }
    return cache.get(key);
  }

  /** An entry processor that reads and sets. */
  @Benchmark
  public @Nullable Object invoke(KeyWalk walk) {
    return cache.invoke(walk.next(), READ_AND_SET);
  }

  /** Sixteen hits at once. */
  @Benchmark
  public Map<Integer, Object> getAll(KeyWalk walk) {
    return cache.getAll(walk.nextBatch());
  }
}
