// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import static dev.larder.engine.entry.StatisticsDelta.HIT;
import static dev.larder.engine.entry.StatisticsDelta.HIT_AND_PUT;
import static dev.larder.engine.entry.StatisticsDelta.HIT_AND_REMOVAL;
import static dev.larder.engine.entry.StatisticsDelta.MISS;
import static dev.larder.engine.entry.StatisticsDelta.MISS_AND_PUT;
import static dev.larder.engine.entry.StatisticsDelta.NONE;
import static dev.larder.engine.entry.StatisticsDelta.PUT;
import static dev.larder.engine.entry.StatisticsDelta.REMOVAL;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation that needs no hold: one decision about one entry. {@link #decide} is pure, so a
 * caller under a turn may ask it beforehand what it is going to do.
 *
 * @param <V> the value, in the form the store holds
 */
public sealed interface PlainOperation<V> extends EntryOperation<V, Outcome<V>> {

  /**
   * Decides what happens.
   *
   * @param live the entry; {@code null} if there is none or it has expired
   */
  Transition<V> decide(@Nullable EntryView<V> live, long nowMillis);

  /** Where the change comes from. */
  default Origin origin() {
    return Origin.WRITE;
  }

  /** The same operation under another rule; itself if it has none. */
  default PlainOperation<V> withExpiry(ExpiryRule expiry) {
    return this;
  }

  @Override
  default Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
    return holds.turnOpen() ? Waits.FOR_TURN : Waits.NOT;
  }

  @Override
  default Outcome<V> run(KeyStep<V> key, long nowMillis) {
    return key.commit(this);
  }

  @Override
  default Outcome<V> whenAbsent(long nowMillis) {
    return asSeen(null, nowMillis);
  }

  /** The outcome of an operation that changes nothing. */
  default Outcome<V> asSeen(@Nullable EntryView<V> live, long nowMillis) {
    Transition<V> decided = decide(live, nowMillis);
    return new Outcome<>(
        decided.verdict(),
        live == null ? null : live.value(),
        decided.statistics(),
        live == null ? 0 : live.version(),
        Effect.KEEP);
  }

  /** Leaves the entry as it is and counts nothing: a look, or a turn that changed nothing. */
  record Peek<V>() implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return Transition.keep(live == null ? Verdict.DECLINED : Verdict.APPLIED, NONE);
    }

    @Override
    public Optional<Outcome<V>> looking(@Nullable EntryView<V> live, long nowMillis) {
      return Optional.of(asSeen(live, nowMillis));
    }

    @Override
    public Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
      return Waits.NOT;
    }
  }

  /** Reads the entry, as {@code Cache.get} does. */
  record Get<V>(ExpiryRule expiry) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return live == null
          ? Transition.keep(Verdict.DECLINED, MISS)
          : Transition.read(live, expiry, nowMillis, Verdict.APPLIED);
    }

    @Override
    public Optional<Outcome<V>> looking(@Nullable EntryView<V> live, long nowMillis) {
      return live == null || !expiry.movesOnAccess()
          ? Optional.of(asSeen(live, nowMillis))
          : Optional.empty();
    }

    @Override
    public Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
      return Waits.NOT;
    }

    @Override
    public PlainOperation<V> withExpiry(ExpiryRule rule) {
      return new Get<>(rule);
    }
  }

  /** Moves the entry's end as a read does, and counts nothing. */
  record Access<V>(ExpiryRule expiry) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return live == null || !expiry.movesOnAccess()
          ? Transition.keep(Verdict.DECLINED, NONE)
          : Transition.touch(
              expiry.endAfterAccess(nowMillis, live.endMillis()), Verdict.APPLIED, NONE);
    }

    @Override
    public Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
      return Waits.NOT;
    }

    @Override
    public PlainOperation<V> withExpiry(ExpiryRule rule) {
      return new Access<>(rule);
    }
  }

  /** Moves the end of the entry of this version; of another it moves nothing. */
  record Touch<V>(long version, long endMillis) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return live == null || live.version() != version
          ? Transition.keep(Verdict.DECLINED, NONE)
          : Transition.touch(endMillis, Verdict.APPLIED, NONE);
    }

    @Override
    public Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
      return Waits.NOT;
    }
  }

  /** Stores a value, whatever was there. */
  record Put<V>(V value, ExpiryRule expiry) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return Transition.store(live, value, expiry, nowMillis, PUT);
    }

    @Override
    public PlainOperation<V> withExpiry(ExpiryRule rule) {
      return new Put<>(value, rule);
    }

    @Override
    public boolean needsEntry() {
      return true;
    }
  }

  /** Stores a value and counts as a read of the one before. */
  record GetAndPut<V>(V value, ExpiryRule expiry) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return Transition.store(
          live, value, expiry, nowMillis, live == null ? MISS_AND_PUT : HIT_AND_PUT);
    }

    @Override
    public PlainOperation<V> withExpiry(ExpiryRule rule) {
      return new GetAndPut<>(value, rule);
    }

    @Override
    public boolean needsEntry() {
      return true;
    }
  }

  /** Stores a value only if the key has none. */
  record PutIfAbsent<V>(V value, ExpiryRule expiry) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return live == null
          ? Transition.store(null, value, expiry, nowMillis, MISS_AND_PUT)
          : Transition.keep(Verdict.DECLINED, HIT);
    }

    @Override
    public PlainOperation<V> withExpiry(ExpiryRule rule) {
      return new PutIfAbsent<>(value, rule);
    }

    @Override
    public boolean needsEntry() {
      return true;
    }
  }

  /** Stores a value only if the key has one. */
  record Replace<V>(V value, ExpiryRule expiry) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return live == null
          ? Transition.keep(Verdict.DECLINED, MISS)
          : Transition.store(live, value, expiry, nowMillis, HIT_AND_PUT);
    }

    @Override
    public PlainOperation<V> withExpiry(ExpiryRule rule) {
      return new Replace<>(value, rule);
    }
  }

  /**
   * Stores a value only over the entry of this version: how a caller replaces a value that only it
   * can compare. Of another version it neither counts nor touches: the caller compares anew.
   */
  record ReplaceVersion<V>(long version, V value, ExpiryRule expiry) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return live == null || live.version() != version
          ? Transition.keep(Verdict.DECLINED, NONE)
          : Transition.store(live, value, expiry, nowMillis, HIT_AND_PUT);
    }

    @Override
    public PlainOperation<V> withExpiry(ExpiryRule rule) {
      return new ReplaceVersion<>(version, value, rule);
    }
  }

  /** Removes the entry; that of an absent key refuses older fills. */
  record Remove<V>() implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return Transition.remove(live == null ? NONE : REMOVAL);
    }

    @Override
    public boolean needsEntry() {
      return true;
    }
  }

  /** Removes the entry and counts as a read of it. */
  record GetAndRemove<V>() implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return Transition.remove(live == null ? MISS : HIT_AND_REMOVAL);
    }

    @Override
    public boolean needsEntry() {
      return true;
    }
  }

  /** Removes only the entry of this version; of another it neither counts nor touches. */
  record RemoveVersion<V>(long version) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return live == null || live.version() != version
          ? Transition.keep(Verdict.DECLINED, NONE)
          : Transition.remove(HIT_AND_REMOVAL);
    }
  }

  /** Stores what was read from the system behind the cache; no writer hears of it. */
  record StoreLoaded<V>(V value, ExpiryRule expiry) implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return Transition.store(live, value, expiry, nowMillis, NONE);
    }

    @Override
    public Origin origin() {
      return Origin.FILL;
    }

    @Override
    public PlainOperation<V> withExpiry(ExpiryRule rule) {
      return new StoreLoaded<>(value, rule);
    }

    @Override
    public boolean needsEntry() {
      return true;
    }
  }

  /** Takes the entry out because the cache can no longer vouch for it; nobody asked for that. */
  record Drop<V>() implements PlainOperation<V> {
    @Override
    public Transition<V> decide(@Nullable EntryView<V> live, long nowMillis) {
      return Transition.remove(NONE);
    }

    @Override
    public Origin origin() {
      return Origin.UPKEEP;
    }
  }
}
