// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import org.jspecify.annotations.Nullable;

/**
 * What a caller hears of a {@link PlainOperation}.
 *
 * @param verdict whether it did what its name says
 * @param before the value found, or {@code null} if there was no entry
 * @param statistics what to count
 * @param version the number of this change, or of the entry that was found; {@code 0} if neither
 * @param effect what happened to the entry
 */
public record Outcome<V>(
    Verdict verdict, @Nullable V before, StatisticsDelta statistics, long version, Effect effect) {

  /** The answer to a hold that has ended or a stamp that is too old. */
  public static <V> Outcome<V> refused() {
    return new Outcome<>(Verdict.REFUSED, null, StatisticsDelta.NONE, 0, Effect.KEEP);
  }

  /** Whether the operation did what its name says. */
  public boolean applied() {
    return verdict == Verdict.APPLIED;
  }
}
