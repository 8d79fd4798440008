// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.Verdict;
import java.util.Optional;

/** What a request came to, in the forms that the engine's operations answer in. */
public sealed interface Result {

  /** Of a plain operation, and of the commit of a hold. */
  record OfOperation(Outcome<Payload> outcome) implements Result {}

  /** Of a caller ready to load. */
  record OfFill(FillAnswer<Payload> answer) implements Result {}

  /** Of a hold that was asked for; empty when busy and asked not to wait. */
  record OfGrant(Optional<Grant<Payload>> grant) implements Result {}

  /** Of the end of a hold. */
  record OfEnd(Verdict verdict) implements Result {}

  /** Of a fill under a stamp alone. */
  record OfStamp(Admission admission) implements Result {}

  /** Of a cache intent that was opened: the number to end it by. */
  record OfOpening(long intent) implements Result {}

  /** Nothing to tell. */
  record Done() implements Result {}

  /** Too many wait for the key; nothing was done. */
  record Crowded() implements Result {}

  /**
   * Nobody can tell any more whether the request took effect; it will not from now on.
   *
   * @param why for a person
   */
  record Indeterminate(String why) implements Result {}

  /**
   * Puts an answer of the engine into its form.
   *
   * <p>Style: by type, because the engine's answers have no common one to dispatch on.
   */
  @SuppressWarnings("unchecked") // operations on payloads answer in payloads
  static Result of(Object answer) {
    if (answer instanceof Outcome<?> outcome) {
      return new OfOperation((Outcome<Payload>) outcome);
    }
    if (answer instanceof FillAnswer<?> fill) {
      return new OfFill((FillAnswer<Payload>) fill);
    }
    if (answer instanceof Grant<?> grant) {
      return new OfGrant(Optional.of((Grant<Payload>) grant));
    }
    if (answer instanceof Optional<?> grant) {
      return new OfGrant((Optional<Grant<Payload>>) grant);
    }
    if (answer instanceof Verdict verdict) {
      return new OfEnd(verdict);
    }
    if (answer instanceof Admission admission) {
      return new OfStamp(admission);
    }
    throw new IllegalArgumentException("no result has the form of " + answer.getClass());
  }
}
