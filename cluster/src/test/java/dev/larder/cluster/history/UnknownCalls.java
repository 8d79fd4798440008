// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The operations without an answer. Each may be used once, at any time after its start; this class
 * leaves out the uses that another one makes needless, of which there would be too many.
 */
final class UnknownCalls<S, C, A> {
  private final Transitions<S, C, A> transitions;
  private final List<Kind> kinds;
  private final Map<Hop, Boolean> leadsOn = new HashMap<>();

  /**
   * Operations with the same effect: the first unused stands for all.
   *
   * @param operations in the order of their starts
   * @param numbers of the operations among all without an answer
   * @param weaker kinds to be used instead where they do the same
   */
  private record Kind(List<Integer> operations, List<Integer> numbers, List<Kind> weaker) {
    Kind() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    int any() {
      return operations.get(0);
    }

    /** Which of the operations is to be used next; their count if there is none. */
    int firstUnused(Configuration configuration, int begun) {
      int index = 0;
      while (index < numbers.size() && configuration.uses(numbers.get(index))) {
        index++;
      }
      return index < numbers.size() && numbers.get(index) < begun ? index : numbers.size();
    }

    boolean hasUnused(Configuration configuration, int begun) {
      return firstUnused(configuration, begun) < numbers.size();
    }
  }

  /** A change of the state by one use. */
  private record Hop(int from, int to) {}

  UnknownCalls(
      Model<S, C, A> model, List<Operation<C, A>> operations, Transitions<S, C, A> transitions) {
    this.transitions = transitions;
    Map<C, Kind> byEffect = new LinkedHashMap<>();
    int number = 0;
    for (int operation = 0; operation < operations.size(); operation++) {
      Operation<C, A> one = operations.get(operation);
      if (one.end().isEmpty()) {
        Kind kind = byEffect.computeIfAbsent(model.effectOf(one.call()), effect -> new Kind());
        kind.operations().add(operation);
        kind.numbers().add(number++);
      }
    }
    byEffect.forEach(
        (effect, kind) ->
            byEffect.forEach(
                (other, weaker) -> {
                  if (model.isWeaker(other, effect) && !model.isWeaker(effect, other)) {
                    kind.weaker().add(weaker);
                  }
                }));
    kinds = List.copyOf(byEffect.values());
  }

  /**
   * Tells of the configurations that one use leads to.
   *
   * @param open operations that may be placed next
   * @param begun how many operations without an answer have begun
   */
  void use(Configuration configuration, int[] open, int begun, Consumer<Configuration> longer) {
    int state = configuration.state();
    for (Kind kind : kinds) {
      int after = transitions.after(state, kind.any());
      if (changes(state, after)
          && kind.hasUnused(configuration, begun)
          && isOfUse(state, after, open)
          && kind.weaker().stream()
              .noneMatch(
                  weaker ->
                      transitions.after(state, weaker.any()) == after
                          && weaker.hasUnused(configuration, begun))) {
        int index = kind.firstUnused(configuration, begun);
        longer.accept(
            configuration.using(kind.operations().get(index), kind.numbers().get(index), after));
      }
    }
  }

  private static boolean changes(int state, int after) {
    return after != state && after != Transitions.ILLEGAL;
  }

  /** Whether something can follow that could not as well without the change. */
  private boolean isOfUse(int state, int after, int[] open) {
    for (int operation : open) {
      int next = transitions.after(after, operation);
      if (next != Transitions.ILLEGAL && next != transitions.after(state, operation)) {
        return true;
      }
    }
    return leadsOn.computeIfAbsent(new Hop(state, after), this::leadsOn);
  }

  /** Whether some other use makes of the second state what it does not make of the first. */
  private boolean leadsOn(Hop hop) {
    for (Kind kind : kinds) {
      int next = transitions.after(hop.to(), kind.any());
      if (changes(hop.to(), next)
          && next != hop.from()
          && next != transitions.after(hop.from(), kind.any())) {
        return true;
      }
    }
    return false;
  }
}
