// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.EntryView;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.KeyStep;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Transition;
import dev.larder.engine.entry.Waits;
import dev.larder.engine.event.ChangeKind;
import org.jspecify.annotations.Nullable;

/**
 * One visit to a key: what operations do to its entry, wherever that is kept. The store on this
 * heap and a copy of a partition each say what the key's place and its cache are; what happens
 * there is said here alone. Used by one thread, and left before the next visit begins.
 *
 * @param <V> the value, in the form the store holds
 * @param <W> a call that waits for a hold on the key
 */
public abstract class EntryStep<V, W extends WaitingCall<V>> implements KeyStep<V> {

  /** The instant of the visit. */
  protected long nowMillis;

  /** For a step that knows its instant later. */
  protected EntryStep() {}

  // The key's place.

  /** The value, whether its end has come or not; {@code null} for none. */
  protected abstract @Nullable V valueOrNull();

  /** The entry, of which there is one. */
  protected abstract EntryView<V> entry();

  /** Stores a value, or with {@code null} takes it out. */
  protected abstract void write(@Nullable V value, long version, long endMillis);

  /** Takes the value out of sight; the version stays. */
  protected abstract void takeOutOfSight();

  /** Keeps the number of the absent key's last write, which a new entry is about to write over. */
  protected abstract void keepAbsence();

  /** Notes a write that left no other entry than before. */
  protected abstract void raiseVersion(long version);

  /** Moves the entry's end. */
  protected abstract void moveEnd(long endMillis);

  /** Records a hit, for the policy that evicts. */
  protected abstract void markUsed();

  /** What is held on the key; {@code null} if nothing ever was. */
  protected abstract @Nullable HeldKey<V, W> held();

  /** Runs a call whose turn it is. */
  protected abstract void admit(W call);

  /** Ends a call with an answer that came from somebody else's load. */
  protected abstract void answer(W call, FillAnswer<V> answer);

  // Its cache.

  /** Whether what is stored in the cache lives for the doubt's life at most. */
  protected abstract boolean cacheInDoubt();

  /** The end of a value stored now, which a doubt about the cache cuts short. */
  protected abstract long endOfStored(long endMillis);

  /** A number for a change, above every one of this key. */
  protected abstract long nextVersion();

  /** Tells of a change. */
  protected abstract void announce(
      ChangeKind kind, Origin origin, @Nullable V before, @Nullable V after, long version);

  // What happens there.

  /** Where an operation has to queue; what is overdue and would be waited for is ended first. */
  protected final Waits queueOf(EntryOperation<V, ?> operation) {
    HeldKey<V, W> held = held();
    if (held == null) {
      return Waits.NOT;
    }
    Waits waits = operation.waits(held.holds, live());
    if (waits != Waits.NOT && held.holds.nextAlarmMillis() <= nowMillis) {
      held.holds.onAlarm(this, nowMillis); // nobody waited for what is overdue; now somebody would
      admitWaiting();
      waits = operation.waits(held.holds, live());
    }
    return waits;
  }

  /** Lets in those whose turn it is, in their order. */
  protected final void admitWaiting() {
    HeldKey<V, W> held = held();
    if (held == null) {
      return;
    }
    W next = held.turnQueue.peek();
    while (next != null && next.operation().waits(held.holds, live()) != Waits.FOR_TURN) {
      W admitted = held.turnQueue.remove();
      admit(admitted);
      next = held.turnQueue.peek();
    }
  }

  /** Ends what is due by now: the entry, holds, doubts. */
  protected final void endDue() {
    HeldKey<V, W> held = held();
    if (held != null) {
      held.holds.onAlarm(this, nowMillis);
    }
    expireIfDue();
  }

  /** Takes the entry out because its cache is cleared. */
  protected final void clear() {
    HeldKey<V, W> held = held();
    if (held != null) {
      held.holds.onClear();
    }
    write(null, nextVersion(), ExpiryRule.ETERNAL);
  }

  @Override
  public final @Nullable EntryView<V> live() {
    expireIfDue();
    return valueOrNull() == null ? null : entry();
  }

  private void expireIfDue() {
    V value = valueOrNull();
    if (value != null && entry().endMillis() <= nowMillis) {
      long version = nextVersion();
      write(null, version, ExpiryRule.ETERNAL);
      announce(ChangeKind.EXPIRED, Origin.UPKEEP, value, null, version);
    }
  }

  @Override
  public final @Nullable StoredEntry<V> hide() {
    EntryView<V> live = live();
    if (live == null) {
      return null;
    }
    StoredEntry<V> hidden = StoredEntry.of(live);
    drop(hidden.value());
    return hidden;
  }

  /** Takes the value out; the version stays: nothing was written. */
  protected final void drop(V value) {
    takeOutOfSight();
    announce(ChangeKind.DROPPED, Origin.UPKEEP, value, null, nextVersion());
  }

  @Override
  public final void restore(StoredEntry<V> hidden) {
    write(hidden.value(), hidden.version(), hidden.endMillis());
    announce(ChangeKind.CREATED, Origin.FILL, null, hidden.value(), nextVersion());
    expireIfDue();
  }

  @Override
  public final Outcome<V> commit(PlainOperation<V> operation, @Nullable EntryView<V> seen) {
    V before = seen == null ? null : seen.value();
    Transition<V> decided = operation.decide(seen, nowMillis);
    EntryView<V> live = live();
    if (decided.statistics().hits() > 0) {
      markUsed();
    }
    long version =
        switch (decided.effect()) {
          case KEEP -> seen == null ? 0 : seen.version();
          case TOUCH -> live == null ? 0 : touch(live, decided.endMillis());
          case STORE -> store(operation.origin(), live, decided);
          case REMOVE -> removeFor(operation.origin(), live);
        };
    return new Outcome<>(
        decided.verdict(), before, decided.statistics(), version, decided.effect());
  }

  private long touch(EntryView<V> live, long endMillis) {
    HeldKey<V, W> held = held();
    long end = held == null ? endMillis : held.holds.endOfTouched(endMillis);
    moveEnd(cacheInDoubt() ? Math.min(end, live.endMillis()) : end);
    return live.version();
  }

  private long store(Origin origin, @Nullable EntryView<V> live, Transition<V> decided) {
    V value = decided.value();
    if (value == null) {
      throw new IllegalStateException("an operation decided to store, but gave no value");
    }
    V before = live == null ? null : live.value();
    HeldKey<V, W> held = held();
    long end =
        held == null ? decided.endMillis() : held.holds.endOfStored(decided.endMillis(), nowMillis);
    end = endOfStored(end);
    long version = nextVersion();
    boolean shared = noteWrite(held);
    if (before == null && (end <= nowMillis || shared)) {
      raiseVersion(version); // gone at once, but a writer may have to hear of it
      announce(ChangeKind.NOTED, origin, null, value, version);
      return version;
    }
    if (before == null) {
      keepAbsence(); // it may be that of a removal
    }
    write(value, version, end);
    ChangeKind kind = before == null ? ChangeKind.CREATED : ChangeKind.UPDATED;
    announce(kind, origin, before, value, version);
    expireIfDue();
    if (held != null) {
      releaseFillWaiters(new FillAnswer.Present<>(value));
    }
    return version;
  }

  /** Tells the holds of a write; {@code true} if shared intents are open, which hide it. */
  private static <V, W extends WaitingCall<V>> boolean noteWrite(@Nullable HeldKey<V, W> held) {
    if (held == null) {
      return false;
    }
    held.holds.onWrite();
    return held.holds.sharedOpen();
  }

  @Override
  public final void note(@Nullable V value) {
    boolean unused = noteWrite(held());
    long version = nextVersion();
    raiseVersion(version);
    announce(ChangeKind.NOTED, Origin.WRITE, null, value, version);
  }

  private long removeFor(Origin origin, @Nullable EntryView<V> live) {
    V before = live == null ? null : live.value();
    boolean unused = noteWrite(held());
    long version = nextVersion();
    write(null, version, ExpiryRule.ETERNAL);
    ChangeKind kind =
        before == null
            ? ChangeKind.NOTED
            : origin == Origin.UPKEEP ? ChangeKind.DROPPED : ChangeKind.REMOVED;
    announce(kind, origin, before, null, version);
    return version;
  }

  @Override
  public final void releaseFillWaiters(FillAnswer<V> answer) {
    HeldKey<V, W> held = held();
    if (held != null) {
      held.fillQueue.forEach(call -> answer(call, answer));
      held.fillQueue.clear();
    }
  }
}
