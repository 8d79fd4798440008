// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.management;

import dev.larder.engine.entry.StatisticsDelta;
import dev.larder.engine.time.Ticks;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * The statistics of one cache. Counts are exact: each call adds to them before it returns. Average
 * times are sampled: one call in {@value #SAMPLE} is timed, user code that it runs included. Safe
 * for any thread; while switched off, nothing is counted.
 */
public final class CacheStatistics implements CacheStatisticsMXBean {

  /** One call in so many is timed; a power of two. */
  public static final int SAMPLE = 256;

  /** In place of a start: statistics were off, so the call counts nothing. */
  private static final long UNCOUNTED = 0;

  /** In place of a start: the call is not timed. */
  private static final long UNTIMED = 1;

  /** The three kinds of calls whose average time JSR-107 asks for. */
  public enum Timed {
    /** Calls that read. */
    GET,
    /** Calls that write. */
    PUT,
    /** Calls that remove. */
    REMOVAL
  }

  /** The time of the calls that were sampled, and how many they were. */
  private static final class Average {
    final LongAdder nanos = new LongAdder();
    final LongAdder calls = new LongAdder();

    float micros() {
      long counted = calls.sum();
      return counted == 0 ? 0 : nanos.sum() / 1_000f / counted;
    }

    void reset() {
      nanos.reset();
      calls.reset();
    }
  }

  private final ThreadCounter hits = new ThreadCounter();
  private final LongAdder misses = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder removals = new LongAdder();
  private final Average get = new Average();
  private final Average put = new Average();
  private final Average removal = new Average();
  private final LongSupplier evictions;
  private volatile boolean enabled;
  private volatile long evictionsBefore;
  private volatile long evictionsCounted;

  /** Switched off; evictions are counted by the store for as long as it is open. */
  public CacheStatistics(LongSupplier evictions) {
    this.evictions = evictions;
  }

  /** Whether anything is counted. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Starts counting; the counts go on from what they were. */
  public synchronized void enable() {
    if (!enabled) {
      evictionsBefore = evictions.getAsLong() - evictionsCounted;
      enabled = true;
    }
  }

  /** Stops counting; the counts stay. */
  public synchronized void disable() {
    if (enabled) {
      evictionsCounted = getCacheEvictions();
      enabled = false;
    }
  }

  /**
   * The start of a read, which is counted as the hit that it nearly always is; what {@link
   * #retract} and {@link #stop} are given.
   */
  public long startRead() {
    if (!enabled) {
      return UNCOUNTED;
    }
    return (hits.increment() & (SAMPLE - 1)) == 0 ? now() : UNTIMED;
  }

  /** Takes back the hit of a read that found nothing at once; it is counted once that is known. */
  public void retract(long start) {
    if (start != UNCOUNTED) {
      hits.add(-1);
    }
  }

  private static long now() {
    return Ticks.nanos() | UNTIMED | 2; // neither UNCOUNTED nor UNTIMED
  }

  /** Counts reads that found an entry, if switched on. */
  public void addHits(int count) {
    if (count != 0 && enabled) {
      hits.add(count);
    }
  }

  /** Counts what an operation did, if switched on. */
  public void add(StatisticsDelta delta) {
    if (enabled) {
      addHits(delta.hits());
      addTo(misses, delta.misses());
      addTo(puts, delta.puts());
      addTo(removals, delta.removals());
    }
  }

  private static void addTo(LongAdder adder, int count) {
    if (count != 0) {
      adder.add(count);
    }
  }

  /** The start of a call that is no read. */
  public long start() {
    if (!enabled) {
      return UNCOUNTED;
    }
    return (ThreadLocalRandom.current().nextInt() & (SAMPLE - 1)) == 0 ? now() : UNTIMED;
  }

  /** The end of a call. */
  public void stop(Timed timed, long startNanos) {
    if (startNanos != UNCOUNTED && startNanos != UNTIMED) {
      Average average =
          switch (timed) {
            case GET -> get;
            case PUT -> put;
            case REMOVAL -> removal;
          };
      average.nanos.add(Ticks.nanos() - startNanos);
      average.calls.increment();
    }
  }

  @Override
  public synchronized void clear() {
    hits.reset();
    misses.reset();
    puts.reset();
    removals.reset();
    get.reset();
    put.reset();
    removal.reset();
    evictionsBefore = evictions.getAsLong();
    evictionsCounted = 0;
  }

  @Override
  public long getCacheHits() {
    return hits.sum();
  }

  @Override
  public float getCacheHitPercentage() {
    return percentage(getCacheHits());
  }

  @Override
  public long getCacheMisses() {
    return misses.sum();
  }

  @Override
  public float getCacheMissPercentage() {
    return percentage(getCacheMisses());
  }

  private float percentage(long part) {
    long gets = getCacheGets();
    return gets == 0 ? 0 : 100f * part / gets;
  }

  @Override
  public long getCacheGets() {
    return getCacheHits() + getCacheMisses();
  }

  @Override
  public long getCachePuts() {
    return puts.sum();
  }

  @Override
  public long getCacheRemovals() {
    return removals.sum();
  }

  @Override
  public long getCacheEvictions() {
    return enabled ? evictions.getAsLong() - evictionsBefore : evictionsCounted;
  }

  /** {@inheritDoc} In microseconds, of the calls that were sampled; 0 if there were none. */
  @Override
  public float getAverageGetTime() {
    return get.micros();
  }

  /** {@inheritDoc} In microseconds, of the calls that were sampled; 0 if there were none. */
  @Override
  public float getAveragePutTime() {
    return put.micros();
  }

  /** {@inheritDoc} In microseconds, of the calls that were sampled; 0 if there were none. */
  @Override
  public float getAverageRemoveTime() {
    return removal.micros();
  }
}
