// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The first answer of a history that no order of the calls explains.
 *
 * @param model words what was called and answered
 * @param proof whether all orders were tried
 * @param unexplained the operation whose end no order survives; up to the end before it there were
 *     such orders
 * @param longestOrder the longest order found without it
 * @param begun all operations that had begun by its end: the smallest prefix that is wrong
 */
public record Violation<S, C, A>(
    Model<S, C, A> model,
    Proof proof,
    Operation<C, A> unexplained,
    List<Placed<S, C, A>> longestOrder,
    List<Operation<C, A>> begun) {
  private static final int MOST_LINES = 15; // what is wrong is seldom further away

  /** How sure it is. */
  public enum Proof {
    /** No order explains the history. */
    TRIED_ALL,
    /** There were too many to try them all. */
    GAVE_UP
  }

  /** An operation in an order, and the state after it. */
  public record Placed<S, C, A>(Operation<C, A> operation, S stateAfter) {}

  /** Keeps copies. */
  public Violation {
    longestOrder = List.copyOf(longestOrder);
    begun = List.copyOf(begun);
  }

  /** What had begun and is in no place of the longest order, in the order of the starts. */
  public List<Operation<C, A>> unplaced() {
    Set<Operation<C, A>> placed = new HashSet<>();
    longestOrder.forEach(one -> placed.add(one.operation()));
    return begun.stream().filter(Predicate.not(placed::contains)).toList();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(
        (proof == Proof.TRIED_ALL ? "not linearizable" : "undecided, too many orders to try")
            + ": no order of the "
            + begun.size()
            + " operations begun by "
            + unexplained.end().orElseThrow()
            + " was found that explains");
    lines.add("  " + text(unexplained));
    lines.add("longest order found, each with the state after it");
    lines.addAll(
        last(
            "operations",
            longestOrder.stream()
                .map(one -> text(one.operation()) + " => " + model.stateText(one.stateAfter()))));
    lines.add("not in that order");
    lines.addAll(last("operations", unplaced().stream().map(this::text)));
    return String.join(System.lineSeparator(), lines);
  }

  private String text(Operation<C, A> operation) {
    OptionalLong end = operation.end();
    return String.format(
        "[%d..%s] %s %s -> %s",
        operation.start(),
        end.isPresent() ? end.getAsLong() : "",
        operation.caller(),
        model.callText(operation.call()),
        operation.answer().map(model::answerText).orElse("unknown"));
  }

  private static List<String> last(String what, Stream<String> texts) {
    List<String> all = texts.map(text -> "  " + text).toList();
    int left = Math.max(0, all.size() - MOST_LINES);
    List<String> shown = new ArrayList<>();
    if (left > 0) {
      shown.add("  ... and " + left + " other " + what);
    }
    shown.addAll(all.subList(left, all.size()));
    return shown;
  }
}
