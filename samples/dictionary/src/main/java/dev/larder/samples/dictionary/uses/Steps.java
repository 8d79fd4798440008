// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.database.StatementCount;
import dev.larder.samples.dictionary.uses.Step.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The steps of one look-up, in one thread: what each took, and how often it asked the database. */
final class Steps {
  private final StatementCount count;
  private final Outcome withoutStatements;
  private final Outcome withStatements;
  private final List<Step> done = new ArrayList<>();

  private Steps(StatementCount count, Outcome withoutStatements, Outcome withStatements) {
    this.count = count;
    this.withoutStatements = withoutStatements;
    this.withStatements = withStatements;
  }

  static Steps throughCaches(StatementCount count) {
    return new Steps(count, Outcome.HIT, Outcome.MISS);
  }

  static Steps pastCaches(StatementCount count) {
    return new Steps(count, Outcome.OFF, Outcome.OFF);
  }

  static Steps writingThrough(StatementCount count) {
    return new Steps(count, Outcome.WRITTEN, Outcome.WRITTEN);
  }

  <T> T take(CacheUse use, Supplier<T> work) {
    long statementsBefore = count.ofThisThread();
    long start = System.nanoTime();
    T result = work.get();
    long nanos = System.nanoTime() - start;
    long statements = count.ofThisThread() - statementsBefore;
    Outcome outcome = statements == 0 ? withoutStatements : withStatements;
    done.add(new Step(use, outcome, nanos, statements));
    return result;
  }

  List<Step> done() {
    return List.copyOf(done);
  }
}
