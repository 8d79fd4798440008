// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link PlainOperation} decided: the effect on the entry, and what the caller is told.
 *
 * @param effect what happens to the entry
 * @param value the value to store; {@code null} unless the effect is {@link Effect#STORE}
 * @param endMillis the entry's end after {@link Effect#STORE} or {@link Effect#TOUCH}
 * @param verdict what the caller is told
 * @param statistics what is counted
 */
public record Transition<V>(
    Effect effect, @Nullable V value, long endMillis, Verdict verdict, StatisticsDelta statistics) {

  static <V> Transition<V> keep(Verdict verdict, StatisticsDelta statistics) {
    return new Transition<>(Effect.KEEP, null, 0, verdict, statistics);
  }

  static <V> Transition<V> touch(long endMillis, Verdict verdict, StatisticsDelta statistics) {
    return new Transition<>(Effect.TOUCH, null, endMillis, verdict, statistics);
  }

  static <V> Transition<V> remove(StatisticsDelta statistics) {
    return new Transition<>(Effect.REMOVE, null, 0, Verdict.APPLIED, statistics);
  }

  /** The entry is read: a hit that may move its end. */
  static <V> Transition<V> read(
      EntryView<V> live, ExpiryRule expiry, long nowMillis, Verdict verdict) {
    return expiry.movesOnAccess()
        ? touch(expiry.endAfterAccess(nowMillis, live.endMillis()), verdict, StatisticsDelta.HIT)
        : keep(verdict, StatisticsDelta.HIT);
  }

  /** A value is stored; a new one whose life is over at once leaves no entry and is no put. */
  static <V> Transition<V> store(
      @Nullable EntryView<V> live,
      V value,
      ExpiryRule expiry,
      long nowMillis,
      StatisticsDelta statistics) {
    long end =
        live == null
            ? expiry.endAfterCreation(nowMillis)
            : expiry.endAfterUpdate(nowMillis, live.endMillis());
    boolean goneAtOnce = live == null && end <= nowMillis;
    return new Transition<>(
        Effect.STORE,
        value,
        end,
        Verdict.APPLIED,
        goneAtOnce ? statistics.withoutPuts() : statistics);
  }
}
