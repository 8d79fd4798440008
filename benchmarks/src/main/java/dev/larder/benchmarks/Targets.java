// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Larder promises about its own speed, each held against the measured figures. */
final class Targets {
  /** The heap that an entry may take beyond key and value, without expiry. */
  static final double ENTRY_BYTES = 88;

  /** The per cent of hits by which Larder may stay behind Caffeine. */
  static final double HIT_PERCENT_BEHIND = 0.2;

  /** A profiler's own share: one object in a run of millions of operations is not an allocation. */
  private static final double NO_BYTES = 0.5;

  private static final String LARDER = Provider.LARDER.title();
  private static final String CACHE2K = Provider.CACHE2K.title();
  private static final String CAFFEINE = Provider.CAFFEINE.title();
  private static final String EHCACHE = Provider.EHCACHE.title();

  /** A target, what was measured, and whether it is reached. */
  record Verdict(String target, String measured, boolean reached) {}

  private final List<Verdict> verdicts = new ArrayList<>();

  List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  /** The targets in processor time and in allocated bytes. */
  void judgeCosts(Map<Figure, Map<String, Cost>> costs) {
    for (Figure figure : List.of(Figure.GET, Figure.GET_TWO_THREADS)) {
      againstPeer(costs, figure, CACHE2K, 1.1);
      againstPeer(costs, figure, CAFFEINE, 1);
      againstPeer(costs, figure, EHCACHE, 1);
    }
    againstPeer(costs, Figure.GET_COUNTED, CACHE2K, 1.1);
    againstPeer(costs, Figure.PUT, CACHE2K, 1.3);
    againstPeer(costs, Figure.PUT, CAFFEINE, 1);
    againstPeer(costs, Figure.PUT, EHCACHE, 1);
    againstPeer(costs, Figure.GET_ALL, CACHE2K, 1);
    againstOwnGet(costs, Figure.GET_TEXT, 1.1);
    againstOwnGet(costs, Figure.GET_RECORD, 1.1);
    againstOwnGet(costs, Figure.GET_WIDE_RECORD, 3);
    double bytes = cost(costs, Figure.GET, LARDER).allocatedBytes();
    verdicts.add(
        new Verdict(
            "get allocates nothing",
            String.format(Locale.ROOT, "%.2f bytes", bytes),
            bytes < NO_BYTES));
  }

  /** The targets in hits. */
  void judgeHits(Map<String, Map<String, Double>> percents) {
    percents.forEach(
        (course, row) -> {
          double behind =
              row.getOrDefault(HitRatios.CAFFEINE_RAW, 0.0) - row.getOrDefault(LARDER, 0.0);
          verdicts.add(
              new Verdict(
                  course + ": at most 0.2 points behind raw Caffeine",
                  String.format(Locale.ROOT, "%+.2f points", -behind),
                  behind <= HIT_PERCENT_BEHIND));
        });
  }

  /** The target in bytes. */
  void judgeMemory(double bytesPerEntry) {
    verdicts.add(
        new Verdict(
            "an entry without expiry takes at most 88 bytes beyond key and value",
            String.format(Locale.ROOT, "%.1f bytes", bytesPerEntry),
            bytesPerEntry <= ENTRY_BYTES));
  }

  private void againstPeer(
      Map<Figure, Map<String, Cost>> costs, Figure figure, String peer, double most) {
    judge(
        figure.title() + ": at most " + most + " x " + peer,
        cost(costs, figure, LARDER).processorNanos() / cost(costs, figure, peer).processorNanos(),
        most);
  }

  private void againstOwnGet(Map<Figure, Map<String, Cost>> costs, Figure figure, double most) {
    judge(
        figure.title() + ": at most " + most + " x get by reference",
        cost(costs, figure, LARDER).processorNanos()
            / cost(costs, Figure.GET, LARDER).processorNanos(),
        most);
  }

  private void judge(String target, double ratio, double most) {
    verdicts.add(new Verdict(target, String.format(Locale.ROOT, "%.2f x", ratio), ratio <= most));
  }

  private static Cost cost(Map<Figure, Map<String, Cost>> costs, Figure figure, String peer) {
    Cost cost = costs.getOrDefault(figure, new LinkedHashMap<>()).get(peer);
    if (cost == null) {
      throw new IllegalStateException("not measured: " + figure.title() + " of " + peer);
    }
    return cost;
  }
}
