// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of a model between numbered states; each step is asked of the model once. */
final class Transitions<S, C, A> {
  static final int ILLEGAL = -1;
  static final int INITIAL = 0;
  private static final int UNASKED = -2;

  private final Model<S, C, A> model;
  private final List<Operation<C, A>> operations;
  private final List<S> states = new ArrayList<>();
  private final Map<S, Integer> numbers = new HashMap<>();
  private final int[][] known; // by operation and state
  private final boolean[] changesNothing; // by operation

  Transitions(Model<S, C, A> model, List<Operation<C, A>> operations) {
    this.model = model;
    this.operations = operations;
    known = new int[operations.size()][0];
    changesNothing = new boolean[operations.size()];
    for (int operation = 0; operation < operations.size(); operation++) {
      Operation<C, A> one = operations.get(operation);
      changesNothing[operation] =
          one.answer().map(answer -> model.changesNothing(one.call(), answer)).orElse(false);
    }
    int unused = number(model.initial());
  }

  S state(int number) {
    return states.get(number);
  }

  /** Whether an operation is legal in a state and will never be more than a look at it. */
  boolean onlyLooksAt(int state, int operation) {
    return changesNothing[operation] && after(state, operation) != ILLEGAL;
  }

  /** The state after an operation, or {@link #ILLEGAL}. */
  int after(int state, int operation) {
    int[] row = known[operation];
    if (row.length <= state) {
      int before = row.length;
      row = Arrays.copyOf(row, Math.max(states.size(), state + 1));
      Arrays.fill(row, before, row.length, UNASKED);
      known[operation] = row;
    }
    if (row[state] == UNASKED) {
      row[state] = ask(state, operations.get(operation));
    }
    return row[state];
  }

  private int ask(int state, Operation<C, A> operation) {
    Optional<S> next = model.step(states.get(state), operation.call(), operation.answer());
    return next.map(this::number).orElse(ILLEGAL);
  }

  private int number(S state) {
    Integer present = numbers.putIfAbsent(state, states.size());
    if (present != null) {
      return present;
    }
    states.add(state);
    return states.size() - 1;
  }
}
