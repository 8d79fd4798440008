// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What callers hold on a whole cache. Immutable: each move gives the next state, so readers need no
 * lock. Whoever makes a move clears the cache where it is said.
 *
 * <pre>
 *  FREE ──open (clears)──▶ HELD, counted ──end of the last (clears)──▶ FREE
 *                          HELD ──doubt, limit (clears)──▶ FREE or HELD, and a doubt is open
 *  beside it: a doubt ends by its time, or by the late end of its caller; either clears
 * </pre>
 */
public final class CacheHolds {
  /** Nobody holds the cache. */
  public static final CacheHolds NONE = new CacheHolds(List.of(), List.of());

  /** An intent, or what it left, and the instant at which it ends by itself. */
  public record Timed(long id, long endMillis) {}

  private final List<Timed> intents;
  private final List<Timed> doubts;

  /** Goes on with what was held elsewhere. */
  public CacheHolds(List<Timed> intents, List<Timed> doubts) {
    this.intents = List.copyOf(intents);
    this.doubts = List.copyOf(doubts);
  }

  /** The intents that are open. */
  public List<Timed> intents() {
    return intents;
  }

  /** What intents left that ended with unknown outcome. */
  public List<Timed> doubts() {
    return doubts;
  }

  /** Whether nothing may fill or publish. */
  public boolean isHeld() {
    return !intents.isEmpty();
  }

  /** Whether what is stored lives for the doubt's life at most. */
  public boolean isInDoubt() {
    return !doubts.isEmpty();
  }

  /** Whether this intent is open. */
  public boolean holds(long id) {
    return intents.stream().anyMatch(intent -> intent.id() == id);
  }

  /** One more intent. */
  public CacheHolds opened(long id, long limitMillis) {
    return new CacheHolds(and(intents, new Timed(id, limitMillis)), doubts);
  }

  /** Without this intent, and without the doubt that it left if its limit had come. */
  public CacheHolds ended(long id) {
    return new CacheHolds(without(intents, id), without(doubts, id));
  }

  /** With a doubt in place of this intent, or of an earlier doubt of it. */
  public CacheHolds doubted(long id, long untilMillis) {
    CacheHolds without = ended(id);
    return new CacheHolds(without.intents, and(without.doubts, new Timed(id, untilMillis)));
  }

  /**
   * With a doubt in place of each intent whose limit has come, and without doubts that are over.
   */
  public CacheHolds at(long nowMillis, long doubtMillis) {
    CacheHolds next = this;
    for (Timed intent : intents) {
      if (intent.endMillis() <= nowMillis) {
        next = next.doubted(intent.id(), nowMillis + doubtMillis);
      }
    }
    List<Timed> left = next.doubts.stream().filter(doubt -> doubt.endMillis() > nowMillis).toList();
    return left.size() == next.doubts.size() && next == this
        ? this
        : new CacheHolds(next.intents, left);
  }

  /** The next instant at which {@link #at} gives another state. */
  public long nextMillis() {
    return Stream.concat(intents.stream(), doubts.stream())
        .flatMapToLong(timed -> LongStream.of(timed.endMillis()))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static List<Timed> and(List<Timed> some, Timed another) {
    return Stream.concat(some.stream(), Stream.of(another)).toList();
  }

  private static List<Timed> without(List<Timed> some, long id) {
    return some.stream().filter(timed -> timed.id() != id).toList();
  }
}
