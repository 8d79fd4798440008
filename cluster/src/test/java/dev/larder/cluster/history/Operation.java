// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One call as its caller saw it. A call that certainly had no effect does not belong into a
 * history; one that perhaps had stays open for ever.
 *
 * @param caller who made it
 * @param call what was asked
 * @param start a time, or the number of an event: one operation precedes another if its end is
 *     below the other's start
 * @param answer empty if none came
 * @param end when the answer came
 */
public record Operation<C, A>(
    String caller, C call, long start, Optional<A> answer, OptionalLong end) {

  /** Refuses an operation that cannot have been seen. */
  public Operation {
    if (answer.isPresent() != end.isPresent()) {
      throw new IllegalArgumentException(
          "operation of " + caller + ": an answer without an end, or an end without an answer");
    }
    if (end.isPresent() && end.getAsLong() < start) {
      throw new IllegalArgumentException(
          "operation of " + caller + ": ends at " + end.getAsLong() + ", starts at " + start);
    }
  }

  /** One that was answered. */
  public static <C, A> Operation<C, A> answered(
      String caller, C call, long start, A answer, long end) {
    return new Operation<>(caller, call, start, Optional.of(answer), OptionalLong.of(end));
  }

  /** One whose outcome is unknown: it takes effect at any instant after its start, or never. */
  public static <C, A> Operation<C, A> unknown(String caller, C call, long start) {
    return new Operation<>(caller, call, start, Optional.empty(), OptionalLong.empty());
  }
}
