// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import dev.larder.cluster.history.Configuration.Placement;
import dev.larder.cluster.history.Timeline.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The search for an order of one history, after Lowe, "Testing for linearizability" (2017): ends
 * are explained in their order, and an operation is placed no sooner than an end needs it, so the
 * first end that no configuration gets beyond is the first thing that cannot be explained.
 *
 * <p>A level holds the configurations that explain as many ends. The highest goes first, and in it
 * what used up the fewest unknown outcomes: a history that is right is mostly walked straight
 * through. Every configuration is looked at once.
 */
final class Search<S, C, A> {
  private static final Comparator<Configuration> FEWEST_USED =
      Comparator.comparingInt(Configuration::usedCount).thenComparingInt(Configuration::length);

  private final Model<S, C, A> model;
  private final List<Operation<C, A>> operations;
  private final Transitions<S, C, A> transitions;
  private final List<End> ends;
  private final UnknownCalls<S, C, A> unknown;
  private final List<Level> levels = new ArrayList<>();
  private long explored;

  /** Configurations that explain as many ends, and those of them not looked at yet. */
  private static final class Level {
    final Configurations seen = new Configurations();
    final PriorityQueue<Configuration> queue = new PriorityQueue<>(FEWEST_USED);

    void add(Configuration configuration) {
      if (seen.add(configuration)) {
        queue.add(configuration);
      }
    }
  }

  Search(Model<S, C, A> model, List<Operation<C, A>> history) {
    this.model = model;
    operations = history.stream().sorted(Comparator.comparingLong(Operation<C, A>::start)).toList();
    transitions = new Transitions<>(model, operations);
    ends = new Timeline(operations).ends();
    unknown = new UnknownCalls<>(model, operations, transitions);
  }

  /**
   * Searches until all is explained or nothing is left to try.
   *
   * @param mostConfigurations how many to look at before giving up
   */
  Optional<Violation<S, C, A>> run(long mostConfigurations) {
    levels.clear();
    explored = 0;
    levels.add(new Level());
    levels.get(0).add(Configuration.empty());
    int level = 0;
    while (level >= 0 && levels.size() <= ends.size()) {
      Level at = levels.get(level);
      if (at.queue.isEmpty()) {
        level--;
      } else if (explored == mostConfigurations) {
        return Optional.of(violation(Violation.Proof.GAVE_UP));
      } else {
        Configuration configuration = at.queue.remove();
        if (at.seen.contains(configuration)) {
          explored++;
          level = explain(configuration, level);
        }
      }
    }
    return level < 0 ? Optional.of(violation(Violation.Proof.TRIED_ALL)) : Optional.empty();
  }

  /** How many configurations were looked at. */
  long explored() {
    return explored;
  }

  /** Goes on from a configuration; gives back the level to go on with. */
  private int explain(Configuration configuration, int level) {
    End end = ends.get(level);
    if (configuration.holds(end.bit())) {
      if (levels.size() == level + 1) {
        levels.add(new Level());
      }
      levels.get(level + 1).add(configuration.ended(end.bit()));
      return level + 1;
    }
    Level same = levels.get(level);
    Configuration looked = looking(configuration, end);
    if (looked != configuration) {
      same.add(looked);
      return level;
    }
    int[] open = placeOne(configuration, end, same);
    unknown.use(configuration, open, end.unknownBegun(), same::add);
    return level;
  }

  /** Places what can be placed and changes nothing: it would only be harder to place later. */
  private Configuration looking(Configuration configuration, End end) {
    Configuration looked = configuration;
    for (long left = end.taken() & ~looked.placed(); left != 0; left &= left - 1) {
      int operation = end.open().get(Long.numberOfTrailingZeros(left));
      if (transitions.onlyLooksAt(looked.state(), operation)) {
        looked = looked.placing(operation, Long.lowestOneBit(left), looked.state());
      }
    }
    return looked;
  }

  /** Gives back the open operations that are not in the order yet. */
  private int[] placeOne(Configuration configuration, End end, Level level) {
    long left = end.taken() & ~configuration.placed();
    int[] open = new int[Long.bitCount(left)];
    for (int index = 0; index < open.length; index++, left &= left - 1) {
      open[index] = end.open().get(Long.numberOfTrailingZeros(left));
      int after = transitions.after(configuration.state(), open[index]);
      if (after != Transitions.ILLEGAL) {
        level.add(configuration.placing(open[index], Long.lowestOneBit(left), after));
      }
    }
    return open;
  }

  private Violation<S, C, A> violation(Violation.Proof proof) {
    int reached = levels.size() - 1;
    Configuration longest =
        levels.get(reached).seen.stream()
            .max(Comparator.comparingInt(Configuration::length))
            .orElseThrow();
    Operation<C, A> unexplained = operations.get(ends.get(reached).operation());
    long until = unexplained.end().orElseThrow();
    return new Violation<>(
        model,
        proof,
        unexplained,
        orderOf(longest),
        operations.stream().filter(operation -> operation.start() <= until).toList());
  }

  private List<Violation.Placed<S, C, A>> orderOf(Configuration configuration) {
    List<Violation.Placed<S, C, A>> order = new ArrayList<>();
    Optional<Placement> path = configuration.path();
    while (path.isPresent()) {
      Placement last = path.get();
      order.add(
          0,
          new Violation.Placed<>(
              operations.get(last.operation()), transitions.state(last.stateAfter())));
      path = last.before();
    }
    return order;
  }
}
