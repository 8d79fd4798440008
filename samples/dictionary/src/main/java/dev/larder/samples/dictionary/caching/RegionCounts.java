// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What Hibernate got from its second-level cache: by region in all, by kind for each thread. */
public final class RegionCounts {
  private final Map<Region, Totals> totals = new ConcurrentHashMap<>();
  private final ThreadLocal<Map<Kind, Counts>> ofThread =
      ThreadLocal.withInitial(() -> new EnumMap<>(Kind.class));

  /** What Hibernate keeps in a region. */
  public enum Kind {
    NATURAL_ID,
    ENTITY,
    COLLECTION,
    QUERY
  }

  /** What happened. */
  enum Event {
    HIT,
    MISS,
    PUT
  }

  /** How often it happened. */
  public record Counts(long hits, long misses, long puts) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts and(Event event) {
      return switch (event) {
        case HIT -> new Counts(hits + 1, misses, puts);
        case MISS -> new Counts(hits, misses + 1, puts);
        case PUT -> new Counts(hits, misses, puts + 1);
      };
    }

    Counts minus(Counts earlier) {
      return new Counts(hits - earlier.hits, misses - earlier.misses, puts - earlier.puts);
    }
  }

  /** What a piece of work did with regions of one kind. */
  public record KindCounts(Kind kind, long hits, long misses, long puts) {}

  /** A region may hold entities and collections: each kind is counted for itself. */
  private record Region(Kind kind, String name) {}

  /** What all threads have counted. */
  private record Totals(LongAdder hits, LongAdder misses, LongAdder puts) {
    Totals() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }

    LongAdder of(Event event) {
      return switch (event) {
        case HIT -> hits;
        case MISS -> misses;
        case PUT -> puts;
      };
    }
  }

  /** Counts what the current thread has just seen. */
  void add(Kind kind, String region, Event event) {
    totals.computeIfAbsent(new Region(kind, region), unused -> new Totals()).of(event).increment();
    ofThread.get().merge(kind, Counts.NONE.and(event), (counts, one) -> counts.and(event));
  }

  /** The figures of all regions that were asked so far. */
  List<CacheFigures.Figures> totals() {
    List<CacheFigures.Figures> figures = new ArrayList<>();
    totals.forEach(
        (region, counts) ->
            figures.add(
                new CacheFigures.Figures(
                    region.name(),
                    region.kind().name(),
                    counts.hits().sum(),
                    counts.misses().sum(),
                    counts.puts().sum())));
    return figures;
  }

  /** The current thread's counts since the start. */
  public Map<Kind, Counts> ofThisThread() {
    return Map.copyOf(ofThread.get());
  }

  /**
   * What the current thread did since it read its counts; kinds that it did not ask are left out.
   */
  public List<KindCounts> ofThisThreadSince(Map<Kind, Counts> earlier) {
    List<KindCounts> since = new ArrayList<>();
    ofThread
        .get()
        .forEach(
            (kind, counts) -> {
              Counts more = counts.minus(earlier.getOrDefault(kind, Counts.NONE));
              if (!more.equals(Counts.NONE)) {
                since.add(new KindCounts(kind, more.hits(), more.misses(), more.puts()));
              }
            });
    return since;
  }
}
