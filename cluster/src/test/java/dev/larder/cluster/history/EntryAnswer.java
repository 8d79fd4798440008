// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.Verdict;
import java.util.Optional;

/**
 * What a caller hears of an operation on one key.
 *
 * @param before the value found
 */
public record EntryAnswer(Verdict verdict, Optional<Payload> before) {

  /** What an outcome of the engine says. */
  public static EntryAnswer of(Outcome<Payload> outcome) {
    return new EntryAnswer(outcome.verdict(), Optional.ofNullable(outcome.before()));
  }
}
