// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.Optional;

/**
 * What an object does if its calls are made one after the other. States and calls are values: equal
 * ones behave alike.
 *
 * @param <S> a state
 * @param <C> a call
 * @param <A> an answer
 */
public interface Model<S, C, A> {

  /** The state before the first call. */
  S initial();

  /**
   * The state after the call; empty if the call cannot be answered so in this state.
   *
   * @param answer empty if the caller never heard one: any would be right
   */
  Optional<S> step(S state, C call, Optional<A> answer);

  /**
   * A call with the same effect in every state: calls of which no answer came are told apart by it
   * alone, so the fewer there are of them the faster is the search.
   */
  default C effectOf(C call) {
    return call;
  }

  /**
   * Whether a call that was answered so leaves every state as it is in which it can be. Such an
   * operation is placed wherever it can be, and no order without it is tried.
   */
  default boolean changesNothing(C call, A answer) {
    return false;
  }

  /**
   * Whether the first call does in each state either nothing or what the second does. Of two calls
   * without an answer the weaker is then used first.
   */
  default boolean isWeaker(C first, C second) {
    return false;
  }

  /** A state as a person reads it. */
  default String stateText(S state) {
    return String.valueOf(state);
  }

  /** A call as a person reads it. */
  default String callText(C call) {
    return String.valueOf(call);
  }

  /** An answer as a person reads it. */
  default String answerText(A answer) {
    return String.valueOf(answer);
  }
}
