// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.stream.IntStream;

/** The states that one key may be in after a call that gave a result: what the checker believes. */
@FunctionalInterface
interface Model {

  /**
   * The states after a call; none if the call cannot have given this result.
   *
   * @param state the state before; a key begins with {@link Call#NONE}
   */
  int[] after(int state, Call call, int result);

  /** A cache that keeps what it is given. */
  static Model exact() {
    return (state, call, result) -> {
      Register step = Register.apply(call, state, Call.NONE);
      return step.result() == result ? new int[] {step.value()} : new int[0];
    };
  }

  /** A bounded cache: it may have let the entry go by itself, before any call. */
  static Model forgetful() {
    return (state, call, result) ->
        IntStream.of(state, Call.NONE)
            .distinct()
            .mapToObj(seen -> Register.apply(call, seen, Call.NONE))
            .filter(step -> step.result() == result)
            .mapToInt(Register::value)
            .distinct()
            .toArray();
  }

  /**
   * A store with a cache in front, read and written through: the state is the store's. The cache
   * may or may not have the entry (a load that met a write is not kept), but if it has one it is
   * the store's.
   */
  static Model view() {
    return (state, call, result) ->
        IntStream.of(state, Call.NONE)
            .distinct()
            .mapToObj(seen -> Register.apply(call, seen, state))
            .filter(step -> step.result() == result)
            .mapToInt(step -> step.wrote() ? step.value() : state)
            .distinct()
            .toArray();
  }
}
