// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation by which a caller takes, commits or ends a hold on a key: a fill lease, a turn or a
 * write intent, single or shared. While it is kept, user code runs at the caller; the store runs
 * none.
 *
 * @param <V> the value, in the form the store holds
 * @param <R> what the caller is told
 */
public sealed interface HoldOperation<V, R> extends EntryOperation<V, R> {

  /** Whether a caller queues for a hold that somebody else has. */
  enum Patience {
    /** It queues. */
    WAIT,
    /** It is told at once that the key is busy. */
    ASK
  }

  /** What a load does with an entry that is there. */
  enum Existing {
    /** It is the answer; nothing is loaded. */
    TAKE,
    /** It is replaced by what is loaded. */
    REPLACE
  }

  /** What stays in the cache when it is not known whether the writer's work took effect. */
  enum Unsure {
    /** Nothing: the key is in doubt. */
    DROP,
    /** The value that was there, for the short life that doubt allows. */
    KEEP_IN_DOUBT,
    /** The value that was there, unchanged: nothing could be asked for a better one. */
    KEEP
  }

  @Override
  default Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
    return Waits.NOT;
  }

  @Override
  default boolean needsEntry() {
    return true;
  }

  @Override
  default R whenAbsent(long nowMillis) {
    throw new IllegalStateException("a hold was to be decided without a key to hold");
  }

  /** Asks for the value or the right to load it. */
  record OpenFill<V>(Existing existing, Patience patience, ExpiryRule expiry)
      implements HoldOperation<V, FillAnswer<V>> {

    @Override
    public Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
      return holds.leaseOpen() && (live == null || existing == Existing.REPLACE)
          ? Waits.FOR_FILL
          : Waits.NOT;
    }

    @Override
    public Optional<FillAnswer<V>> looking(@Nullable EntryView<V> live, long nowMillis) {
      return live != null && existing == Existing.TAKE && !expiry.movesOnAccess()
          ? Optional.of(new FillAnswer.Present<>(live.value()))
          : Optional.empty();
    }

    @Override
    public Optional<FillAnswer<V>> insteadOfWaiting() {
      return patience == Patience.ASK ? Optional.of(new FillAnswer.Busy<>()) : Optional.empty();
    }

    @Override
    public FillAnswer<V> run(KeyStep<V> key, long nowMillis) {
      EntryView<V> live = key.live();
      if (live != null && existing == Existing.TAKE) {
        V value = live.value();
        Outcome<V> unused = key.commit(new PlainOperation.Get<>(expiry));
        return new FillAnswer.Present<>(value);
      }
      return key.holds().openLease(key, live != null, nowMillis);
    }

    @Override
    public Optional<HoldOperation<V, ?>> undo(FillAnswer<V> answer) {
      return answer instanceof FillAnswer.Leased<V> leased
          ? Optional.of(new AbandonFill<>(leased.lease(), Optional.empty()))
          : Optional.empty();
    }
  }

  /** Stores what was loaded, if its stamp still stands, and ends the lease. */
  record Fill<V>(long lease, long stamp, PlainOperation.StoreLoaded<V> loaded)
      implements HoldOperation<V, Outcome<V>> {
    @Override
    public Outcome<V> run(KeyStep<V> key, long nowMillis) {
      return key.holds().fill(key, this);
    }
  }

  /** Ends a lease because the load found nothing. */
  record FillNothing<V>(long lease) implements HoldOperation<V, Verdict> {
    @Override
    public Verdict run(KeyStep<V> key, long nowMillis) {
      return key.holds().fillNothing(key, lease);
    }
  }

  /** Ends a lease without an answer: the load failed with a cause, or was given up. */
  record AbandonFill<V>(long lease, Optional<Throwable> cause)
      implements HoldOperation<V, Verdict> {
    @Override
    public Verdict run(KeyStep<V> key, long nowMillis) {
      return key.holds().abandonFill(key, this);
    }
  }

  /** Takes the right to decide about the key. */
  record TakeTurn<V>() implements HoldOperation<V, Grant<V>> {
    @Override
    public Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
      return holds.turnOpen() || holds.sharedOpen() ? Waits.FOR_TURN : Waits.NOT;
    }

    @Override
    public Grant<V> run(KeyStep<V> key, long nowMillis) {
      return key.holds().takeTurn(key, nowMillis);
    }

    @Override
    public Optional<HoldOperation<V, ?>> undo(Grant<V> grant) {
      return Optional.of(new CommitTurn<>(grant.hold(), new PlainOperation.Peek<>()));
    }
  }

  /** Does what was decided under a turn, and ends it. */
  record CommitTurn<V>(long turn, PlainOperation<V> decided)
      implements HoldOperation<V, Outcome<V>> {
    @Override
    public Outcome<V> run(KeyStep<V> key, long nowMillis) {
      return key.holds().commitTurn(key, this, nowMillis);
    }
  }

  /** Makes an intent of a turn, because work outside the cache is to follow. */
  record TurnToIntent<V>(long turn) implements HoldOperation<V, Verdict> {
    @Override
    public Verdict run(KeyStep<V> key, long nowMillis) {
      return key.holds().turnToIntent(turn, nowMillis);
    }
  }

  /**
   * Announces work outside the cache on behalf of the key; empty when busy and asked not to wait.
   */
  record OpenIntent<V>(Patience patience) implements HoldOperation<V, Optional<Grant<V>>> {
    @Override
    public Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
      return holds.turnOpen() || holds.sharedOpen() ? Waits.FOR_TURN : Waits.NOT;
    }

    @Override
    public Optional<Optional<Grant<V>>> insteadOfWaiting() {
      return patience == Patience.ASK ? Optional.of(Optional.empty()) : Optional.empty();
    }

    @Override
    public Optional<Grant<V>> run(KeyStep<V> key, long nowMillis) {
      return Optional.of(key.holds().openIntent(key, nowMillis));
    }

    @Override
    public Optional<HoldOperation<V, ?>> undo(Optional<Grant<V>> grant) {
      return grant.map(g -> new ResolveIntent<>(g.hold(), new PlainOperation.Peek<>()));
    }
  }

  /** Publishes what the work outside the cache came to, and ends the intent. */
  record ResolveIntent<V>(long intent, PlainOperation<V> published)
      implements HoldOperation<V, Outcome<V>> {
    @Override
    public Outcome<V> run(KeyStep<V> key, long nowMillis) {
      return key.holds().resolveIntent(key, this, nowMillis);
    }
  }

  /**
   * Stores data that was read under a stamp, without a lease: nobody waits for it, and the first
   * valid one wins.
   *
   * @param stamp known before the data was read
   * @param over the version of the entry that it may replace; 0 for none
   */
  record FillStamped<V>(long stamp, long over, PlainOperation.StoreLoaded<V> loaded)
      implements HoldOperation<V, Admission> {
    @Override
    public Admission run(KeyStep<V> key, long nowMillis) {
      return key.holds().fillStamped(key, this);
    }
  }

  /**
   * Announces work outside the cache which others may do at the same time. Until all of them have
   * ended the key is absent and nothing fills it.
   */
  record OpenShared<V>() implements HoldOperation<V, Grant<V>> {
    @Override
    public Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live) {
      return holds.turnOpen() ? Waits.FOR_TURN : Waits.NOT;
    }

    @Override
    public Grant<V> run(KeyStep<V> key, long nowMillis) {
      return key.holds().openShared(key, nowMillis);
    }

    @Override
    public Optional<HoldOperation<V, ?>> undo(Grant<V> grant) {
      return Optional.of(new EndShared<>(grant.hold(), new SharedEnd.Restore<>()));
    }
  }

  /**
   * Ends a shared intent: applied if the key is left as asked, declined if others had to do with
   * it, refused if the intent had outlived its limit. Whatever the verdict, what was there before
   * is not there for longer than that.
   */
  record EndShared<V>(long intent, SharedEnd<V> end) implements HoldOperation<V, Verdict> {
    @Override
    public Verdict run(KeyStep<V> key, long nowMillis) {
      return key.holds().endShared(key, this);
    }
  }

  /** Ends an intent, single or shared, of which nobody knows whether its work took effect. */
  record DoubtIntent<V>(long intent, Unsure unsure) implements HoldOperation<V, Verdict> {
    @Override
    public Verdict run(KeyStep<V> key, long nowMillis) {
      return key.holds().doubtIntent(key, this, nowMillis);
    }
  }
}
