// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.RegionCounts;
import dev.larder.samples.dictionary.caching.RegionCounts.Counts;
import dev.larder.samples.dictionary.caching.RegionCounts.Kind;
import dev.larder.samples.dictionary.database.StatementCount;
import dev.larder.samples.dictionary.uses.Step.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The steps of one look-up, in one thread: what each took, and how often it asked the database. */
final class Steps {
  private final StatementCount count;
  private final RegionCounts regions;
  private final Outcome withoutStatements;
  private final Outcome withStatements;
  private final List<Step> done = new ArrayList<>();

  Steps(
      StatementCount count,
      RegionCounts regions,
      Outcome withoutStatements,
      Outcome withStatements) {
    this.count = count;
    this.regions = regions;
    this.withoutStatements = withoutStatements;
    this.withStatements = withStatements;
  }

  <T> T take(CacheUse use, Supplier<T> work) {
    long statementsBefore = count.ofThisThread();
    Map<Kind, Counts> regionsBefore = regions.ofThisThread();
    long start = System.nanoTime();
    T result = work.get();
    long nanos = System.nanoTime() - start;
    long statements = count.ofThisThread() - statementsBefore;
    Outcome outcome = statements == 0 ? withoutStatements : withStatements;
    done.add(new Step(use, outcome, nanos, statements, regions.ofThisThreadSince(regionsBefore)));
    return result;
  }

  List<Step> done() {
    return List.copyOf(done);
  }
}
