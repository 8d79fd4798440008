// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import dev.larder.engine.entry.HoldsImage.Doubt;
import dev.larder.engine.entry.HoldsImage.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What callers hold on one key. A state machine: no clock, thread or lock inside; whoever runs it
 * lets one step at a time touch a key.
 *
 * <pre>
 *  FREE ──TakeTurn──▶ TURN ──CommitTurn, limit──▶ FREE
 *                     TURN ──TurnToIntent──▶ INTENT
 *  FREE ──OpenIntent──▶ INTENT ──ResolveIntent──▶ FREE
 *                       INTENT ──DoubtIntent, limit──▶ FREE, and a doubt is open
 *  FREE ──OpenShared──▶ SHARED, any number of them; see {@link SharedIntents}
 *                       SHARED ──EndShared, DoubtIntent, limit──▶ FREE after the last
 *  beside it: NO_LEASE ──OpenFill──▶ LEASED ──Fill, FillNothing, AbandonFill, limit──▶ NO_LEASE
 *  beside it: a doubt ends by its time, or by the late ResolveIntent of the caller who left it; one
 *  that a limit left has no time until its caller says DoubtIntent after all. After the end of a
 *  doubt a late DoubtIntent opens another
 * </pre>
 *
 * <p>A fill is admitted by one rule, whatever lease it names: no intent is open, and nothing wrote,
 * removed or cleared the key since its stamp. The limits of a lease and a turn only let the next
 * one in, so they count only while somebody waits; that of an intent counts always, because readers
 * are told the old value until then. What is committed or published decides about the entry as its
 * caller saw it: its end may come meanwhile, and changes no answer. Limits are looked at when
 * {@link #onAlarm} is called.
 *
 * <p>Those who wait for a turn or an intent come in their order, but a shared intent that may be
 * opened is opened at once: it overtakes turns that wait for other shared intents, and a key that
 * is never without one keeps them out. That is on purpose. A caller holds shared intents on several
 * keys at a time, so two callers, each behind a turn that waits for the other, would wait for ever.
 *
 * @param <V> the value, in the form the store holds
 */
public final class KeyHolds<V> {

  /** A doubt whose caller lives and may still resolve it: it ends only then. */
  private static final long UNTIL_RESOLVED = Long.MAX_VALUE;

  /** An open turn or write intent, with the entry as its caller saw it. */
  private record Claim<V>(long id, long deadlineMillis, @Nullable StoredEntry<V> before) {
    static <V> @Nullable Claim<V> of(Optional<HoldsImage.Claim<V>> image) {
      return image
          .map(
              claim -> new Claim<>(claim.id(), claim.deadlineMillis(), claim.before().orElse(null)))
          .orElse(null);
    }

    static <V> Optional<HoldsImage.Claim<V>> image(@Nullable Claim<V> claim) {
      return claim == null
          ? Optional.empty()
          : Optional.of(
              new HoldsImage.Claim<>(
                  claim.id(), claim.deadlineMillis(), Optional.ofNullable(claim.before())));
    }
  }

  private final HoldLimits limits;
  private final List<Doubt> doubts = new ArrayList<>(0);
  private final SharedIntents<V> shared = new SharedIntents<>();
  private @Nullable Lease lease;
  private @Nullable Claim<V> turn;
  private @Nullable Claim<V> intent;

  /** Whether a clear or the end of a doubt came under the open turn or intent: it is void. */
  private boolean voided;

  /** The end, under doubt, that nothing may lengthen. */
  private long doubtedEndMillis;

  /** Nothing is held yet. */
  public KeyHolds(HoldLimits limits) {
    this.limits = limits;
  }

  /** Goes on with what was held elsewhere. */
  public KeyHolds(HoldLimits limits, HoldsImage<V> image) {
    this(limits);
    lease = image.lease().orElse(null);
    turn = Claim.of(image.turn());
    intent = Claim.of(image.intent());
    shared.become(image.shared());
    doubts.addAll(image.doubts());
    voided = image.voided();
    doubtedEndMillis = image.doubtedEndMillis();
  }

  /** Everything that is held, as data. */
  public HoldsImage<V> image() {
    return new HoldsImage<>(
        Optional.ofNullable(lease),
        Claim.image(turn),
        Claim.image(intent),
        shared.image(),
        doubts,
        voided,
        doubtedEndMillis);
  }

  /** Whether nobody holds anything. */
  public boolean isEmpty() {
    return lease == null && turn == null && intent == null && !shared.isOpen() && doubts.isEmpty();
  }

  /** Whether a turn or an intent is open: writes, turns and intents have to wait. */
  public boolean turnOpen() {
    return turn != null || intent != null;
  }

  /** Whether shared intents are open: there is no entry, and nothing fills the key. */
  public boolean sharedOpen() {
    return shared.isOpen();
  }

  /** Whether somebody loads the key. */
  public boolean leaseOpen() {
    return lease != null;
  }

  /** Whether the entry may be evicted: never under a turn, an intent or in doubt. */
  public boolean evictable() {
    return turn == null && intent == null && doubts.isEmpty();
  }

  /** The end of a value stored now, which doubt may cut short. */
  public long endOfStored(long endMillis, long nowMillis) {
    if (doubts.isEmpty()) {
      return endMillis;
    }
    doubtedEndMillis = nowMillis + limits.doubtLifeMillis();
    return Math.min(endMillis, doubtedEndMillis);
  }

  /** The end of a touched value, which no touch moves past what doubt allows. */
  public long endOfTouched(long endMillis) {
    return doubts.isEmpty() ? endMillis : Math.min(endMillis, doubtedEndMillis);
  }

  /** The cache is cleared: as if after whatever the open turn or intent is about to decide. */
  public void onClear() {
    voided = turnOpen();
    shared.contest();
  }

  /** Somebody wrote or removed past the holds: no shared intent that is open gets its way. */
  public void onWrite() {
    shared.contest();
  }

  /** Ends what has outlived its limit. */
  public void onAlarm(KeyStep<V> key, long nowMillis) {
    if (lease != null && lease.deadlineMillis() <= nowMillis) {
      lease = null;
      key.releaseFillWaiters(
          new FillAnswer.Failed<>(
              new OutOfTimeException(
                  "the load that was waited for took longer than " + limits.loadMillis() + " ms")));
    }
    if (turn != null && turn.deadlineMillis() <= nowMillis) {
      turn = null;
    }
    if (intent != null && intent.deadlineMillis() <= nowMillis) {
      doubts.add(new Doubt(intent.id(), UNTIL_RESOLVED));
      intent = null;
      key.drop();
    }
    endOverdueShared(key, nowMillis);
    if (doubts.removeIf(doubt -> doubt.untilMillis() <= nowMillis)) {
      endDoubt(key);
    }
  }

  private void endOverdueShared(KeyStep<V> key, long nowMillis) {
    for (long id : shared.closeOverdue(nowMillis)) {
      doubts.add(new Doubt(id, nowMillis + limits.silentDoubtMillis()));
      leaveContested(key);
    }
  }

  /** Somebody went whose work may have taken effect or not: nobody else gets its way either. */
  private void leaveContested(KeyStep<V> key) {
    if (shared.isOpen()) {
      shared.contest();
    } else {
      key.drop();
    }
  }

  /** Somebody else's work may have ended only now: what is there, or is about to be, is void. */
  private void endDoubt(KeyStep<V> key) {
    voided |= turnOpen();
    shared.contest();
    key.drop();
  }

  /** The next instant at which {@link #onAlarm} has something to end, if somebody waits for it. */
  public long nextAlarmMillis() {
    long next = nextDoubtMillis();
    next = lease == null ? next : Math.min(next, lease.deadlineMillis());
    return turn == null ? next : Math.min(next, turn.deadlineMillis());
  }

  /** The next instant at which {@link #onAlarm} begins or ends a doubt, whoever waits or not. */
  public long nextDoubtMillis() {
    long next = shared.nextDeadlineMillis();
    next = intent == null ? next : Math.min(next, intent.deadlineMillis());
    for (Doubt doubt : doubts) {
      next = Math.min(next, doubt.untilMillis());
    }
    return next;
  }

  FillAnswer<V> openLease(KeyStep<V> key, boolean replacing, long nowMillis) {
    if (isWritten(key)) {
      return new FillAnswer.LoadOnly<>();
    }
    lease = new Lease(key.nextHoldId(), key.stamp(), nowMillis + limits.loadMillis());
    return new FillAnswer.Leased<>(lease.id(), lease.stamp(), replacing);
  }

  Outcome<V> fill(KeyStep<V> key, HoldOperation.Fill<V> fill) {
    boolean mine = closeLease(fill.lease()) != null;
    EntryView<V> live = key.live();
    boolean admitted = admits(key, fill.stamp()) && (turn == null || live == null);
    Outcome<V> outcome = admitted ? key.commit(fill.loaded()) : Outcome.refused();
    if (mine) {
      EntryView<V> found = admitted ? null : live;
      key.releaseFillWaiters(
          admitted
              ? new FillAnswer.Present<>(fill.loaded().value())
              : found != null
                  ? new FillAnswer.Present<>(found.value())
                  : new FillAnswer.LoadOnly<>());
    }
    return outcome;
  }

  private boolean admits(KeyStep<V> key, long stamp) {
    return !isWritten(key) && !isWrittenSince(key, stamp);
  }

  /** Whether somebody is at work outside the cache: what is read there may be old or new. */
  private boolean isWritten(KeyStep<V> key) {
    return intent != null || shared.isOpen() || key.cacheHeld();
  }

  private boolean isWrittenSince(KeyStep<V> key, long stamp) {
    return Math.max(key.lastWrite(), key.clearedAt()) > stamp;
  }

  Admission fillStamped(KeyStep<V> key, HoldOperation.FillStamped<V> fill) {
    EntryView<V> live = key.live(); // first: an entry whose end has come is a write
    if (isWritten(key)) {
      return Admission.HELD;
    }
    if (live != null && live.version() != fill.over()) {
      return Admission.PRESENT;
    }
    if (isWrittenSince(key, fill.stamp())) {
      return Admission.WRITTEN_SINCE;
    }
    if (live != null && turn != null) {
      return Admission.HELD;
    }
    Outcome<V> unused = key.commit(fill.loaded());
    return Admission.FILLED;
  }

  Verdict fillNothing(KeyStep<V> key, long id) {
    Lease closed = closeLease(id);
    if (closed == null) {
      return Verdict.REFUSED;
    }
    boolean current = admits(key, closed.stamp());
    key.releaseFillWaiters(current ? new FillAnswer.Absent<>() : new FillAnswer.LoadOnly<>());
    return current ? Verdict.APPLIED : Verdict.REFUSED;
  }

  Verdict abandonFill(KeyStep<V> key, HoldOperation.AbandonFill<V> abandon) {
    if (closeLease(abandon.lease()) == null) {
      return Verdict.REFUSED;
    }
    Optional<Throwable> cause = abandon.cause();
    key.releaseFillWaiters(
        cause.isPresent() ? new FillAnswer.Failed<>(cause.get()) : new FillAnswer.LoadOnly<>());
    return Verdict.APPLIED;
  }

  private @Nullable Lease closeLease(long id) {
    Lease open = lease;
    if (open == null || open.id() != id) {
      return null;
    }
    lease = null;
    return open;
  }

  Grant<V> takeTurn(KeyStep<V> key, long nowMillis) {
    EntryView<V> live = key.live();
    StoredEntry<V> before = live == null ? null : StoredEntry.of(live);
    turn = new Claim<>(key.nextHoldId(), nowMillis + limits.turnMillis(), before);
    voided = false;
    return new Grant<>(turn.id(), before);
  }

  Outcome<V> commitTurn(KeyStep<V> key, HoldOperation.CommitTurn<V> commit, long nowMillis) {
    Claim<V> open = turn;
    if (open == null || open.id() != commit.turn()) {
      return Outcome.refused();
    }
    turn = null;
    if (voided) {
      noteUnseen(key, commit.decided(), open.before(), nowMillis);
      return withoutEffect(commit.decided(), open.before(), nowMillis);
    }
    return key.commit(commit.decided(), asSeen(key, open.before()));
  }

  /** A write that a clear came after leaves no entry, but a writer has to hear of it. */
  private static <V> void noteUnseen(
      KeyStep<V> key, PlainOperation<V> decided, @Nullable StoredEntry<V> before, long nowMillis) {
    Transition<V> asIf = decided.decide(before, nowMillis);
    boolean writes = asIf.effect() == Effect.STORE || asIf.effect() == Effect.REMOVE;
    if (writes && decided.origin() == Origin.WRITE) {
      if (key.live() != null) {
        key.drop(); // it was filled since the clear: older than this write
      }
      key.note(asIf.value());
    }
  }

  /** The entry that a decision was made about: with its end moved by reads, or after its end. */
  private static <V> @Nullable EntryView<V> asSeen(
      KeyStep<V> key, @Nullable StoredEntry<V> before) {
    EntryView<V> live = key.live();
    return live != null && before != null && live.version() == before.version() ? live : before;
  }

  private static <V> Outcome<V> withoutEffect(
      PlainOperation<V> decided, @Nullable StoredEntry<V> before, long nowMillis) {
    Transition<V> asIf = decided.decide(before, nowMillis);
    return new Outcome<>(
        asIf.verdict(),
        before == null ? null : before.value(),
        asIf.statistics(),
        before == null ? 0 : before.version(),
        Effect.KEEP);
  }

  Verdict turnToIntent(long id, long nowMillis) {
    Claim<V> open = turn;
    if (open == null || open.id() != id) {
      return Verdict.REFUSED;
    }
    turn = null;
    intent = new Claim<>(id, nowMillis + limits.writerMillis(), open.before());
    return Verdict.APPLIED;
  }

  Grant<V> openIntent(KeyStep<V> key, long nowMillis) {
    EntryView<V> live = key.live();
    StoredEntry<V> before = live == null ? null : StoredEntry.of(live);
    intent = new Claim<>(key.nextHoldId(), nowMillis + limits.writerMillis(), before);
    voided = false;
    return new Grant<>(intent.id(), before);
  }

  Outcome<V> resolveIntent(KeyStep<V> key, HoldOperation.ResolveIntent<V> resolve, long nowMillis) {
    Claim<V> open = intent;
    if (open != null && open.id() == resolve.intent()) {
      intent = null;
      if (voided || key.cacheHeld()) {
        key.drop();
        return withoutEffect(resolve.published(), open.before(), nowMillis);
      }
      return key.commit(resolve.published(), asSeen(key, open.before()));
    }
    if (doubts.removeIf(doubt -> doubt.id() == resolve.intent())) {
      endDoubt(key);
    }
    return Outcome.refused();
  }

  Grant<V> openShared(KeyStep<V> key, long nowMillis) {
    long id = key.nextHoldId();
    long deadlineMillis = nowMillis + limits.sharedMillis();
    if (shared.isOpen()) {
      shared.openAnother(id, deadlineMillis);
      return new Grant<>(id, null);
    }
    long droppedAt = key.droppedAt(); // first: what is hidden cannot be asked any more
    StoredEntry<V> hidden = key.hide();
    shared.openFirst(id, deadlineMillis, hidden, droppedAt);
    if (key.cacheHeld() || !doubts.isEmpty()) {
      shared.contest();
    }
    return new Grant<>(id, hidden);
  }

  Verdict endShared(KeyStep<V> key, HoldOperation.EndShared<V> ended) {
    if (!shared.close(ended.intent())) {
      doubts.removeIf(doubt -> doubt.id() == ended.intent());
      endDoubt(key); // even one that is long over: this caller changed what is behind since then
      return Verdict.REFUSED;
    }
    long lostAt = Math.max(shared.droppedAt(), key.clearedAt());
    if (shared.isContested() || key.cacheHeld() || ended.end().isOlderThan(lostAt)) {
      leaveContested(key);
      return Verdict.DECLINED;
    }
    StoredEntry<V> hidden = shared.hidden();
    shared.contest(); // lets go of what was hidden
    ended.end().conclude(key, hidden);
    return Verdict.APPLIED;
  }

  Verdict doubtIntent(KeyStep<V> key, HoldOperation.DoubtIntent<V> ended, long nowMillis) {
    Doubt doubt = new Doubt(ended.intent(), nowMillis + limits.doubtMillis());
    if (shared.close(ended.intent())) {
      doubts.add(doubt);
      leaveContested(key);
      return Verdict.APPLIED;
    }
    if (intent == null || intent.id() != ended.intent()) {
      boolean known = doubts.removeIf(open -> open.id() == doubt.id());
      if (known) {
        doubts.add(doubt);
      } else if (ended.unsure() != HoldOperation.Unsure.KEEP) {
        endDoubt(key); // it ran out in silence: what was believed since then is in doubt too
        doubts.add(doubt);
      }
      return Verdict.REFUSED;
    }
    intent = null;
    if (ended.unsure() == HoldOperation.Unsure.KEEP) {
      return Verdict.APPLIED;
    }
    long endMillis = nowMillis + limits.doubtLifeMillis();
    doubtedEndMillis = doubts.isEmpty() ? endMillis : Math.min(doubtedEndMillis, endMillis);
    doubts.add(doubt);
    EntryView<V> live = key.live();
    if (live == null || ended.unsure() == HoldOperation.Unsure.DROP) {
      key.drop();
    } else {
      Outcome<V> unused = key.commit(new PlainOperation.Touch<>(live.version(), live.endMillis()));
    }
    return Verdict.APPLIED;
  }
}
