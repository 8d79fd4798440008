// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries every order of a short history, without a thought: what the checker must agree with. */
final class BruteForce {
  private BruteForce() {}

  static <S, C, A> boolean isLinearizable(Model<S, C, A> model, List<Operation<C, A>> history) {
    return canGoOn(model, model.initial(), history);
  }

  private static <S, C, A> boolean canGoOn(
      Model<S, C, A> model, S state, List<Operation<C, A>> left) {
    if (left.stream().allMatch(operation -> operation.end().isEmpty())) {
      return true;
    }
    for (Operation<C, A> next : left) {
      Optional<S> after = model.step(state, next.call(), next.answer());
      if (after.isPresent() && left.stream().noneMatch(other -> precedes(other, next))) {
        List<Operation<C, A>> rest = new ArrayList<>(left);
        rest.remove(next);
        if (canGoOn(model, after.get(), rest)) {
          return true;
        }
      }
    }
    return false;
  }

  private static <C, A> boolean precedes(Operation<C, A> first, Operation<C, A> second) {
    return first.end().isPresent() && first.end().getAsLong() < second.start();
  }
}
