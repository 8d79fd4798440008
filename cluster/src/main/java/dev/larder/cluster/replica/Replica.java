// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.message.CallerMessage;
import dev.larder.cluster.message.CopyPiece;
import dev.larder.cluster.message.Message;
import dev.larder.cluster.message.NodeMessage.Line;
import dev.larder.cluster.message.PartitionMessage;
import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.planning.Move;
import dev.larder.cluster.planning.Target;
import dev.larder.cluster.state.Applied;
import dev.larder.cluster.state.PartitionState;
import dev.larder.cluster.step.Notice;
import dev.larder.cluster.step.Outbox;
import dev.larder.cluster.step.Timing;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.HoldLimits;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One node's copy of one partition. What an owner does is in {@link Reign}.
 *
 * <pre>
 *  NONE ──in sync, first of a generation──▶ OWNER or BACKUP
 *  BACKUP, unsynced ──Sync──▶ BACKUP, synced ──Replicate──▶ (its log grows, it acknowledges)
 *  BACKUP ──named the owner──▶ OWNER, a new reign
 *  OWNER ──another is named the owner──▶ BACKUP, unsynced
 *  NONE ──Offer──▶ LEARNER ──the last piece──▶ LEARNER, synced ──in sync, same reign──▶ BACKUP
 *  LEARNER ──not in sync, another reign──▶ NONE
 *  any other ──not in sync──▶ NONE, without data
 *  any ──a higher generation──▶ as from NONE
 * </pre>
 *
 * <p>An assignment is adopted if its epoch is higher, wherever it came from. Whoever speaks of a
 * lower epoch is told the newer assignment; who speaks of a higher one brings it along.
 *
 * <p>Style: the package's one machine, whole: adopting, following and learning change the same
 * fields.
 */
public final class Replica implements PartitionMessage.Handler {
  private final ProcessId self;
  private final int partition;
  private final Timing timing;
  private final HoldLimits limits;
  private final Promises promises = new Promises();

  private @Nullable Assignment assignment;
  private @Nullable Copy copy;

  /** As old as the copy. */
  private PartitionClock clock;

  private @Nullable Reign reign;
  private boolean synced;

  /** Whether the copy is not in sync, but on its way to be. */
  private boolean learning;

  private @Nullable Target target;
  private Set<ProcessId> live = Set.of();
  private long pulledMillis;
  private long serveUntilMillis = Long.MIN_VALUE;
  private Set<ProcessId> suspects = Set.of();

  /** The move that this copy asked the register for, until its outcome is known. */
  private @Nullable Assignment proposed;

  private long proposedMillis = Peer.NEVER;

  /** A new owner that waits for an answer which a promise to another still forbids. */
  private PartitionMessage.@Nullable NewEpoch unanswered;

  // What one step is about.
  private long nowMillis;
  private Outbox out;

  /** A copy of which nothing is known yet. */
  public Replica(
      ProcessId self, int partition, Timing timing, HoldLimits limits, long nowMillis, Outbox out) {
    this.self = self;
    this.partition = partition;
    this.timing = timing;
    this.limits = limits;
    this.clock = new PartitionClock(0, nowMillis);
    this.nowMillis = nowMillis;
    this.out = out;
  }

  // Inputs.

  /** Somebody said something. */
  public void onMessage(PartitionMessage message, ProcessId from, long now, Outbox outbox) {
    begin(now, outbox);
    message.deliverTo(this, from);
    end();
  }

  /** The register shows this assignment, in the order in which it did. */
  public void onAssignment(Assignment found, long now, Outbox outbox) {
    begin(now, outbox);
    Assignment known = assignment;
    if (known != null && known.epoch() == found.epoch()) {
      assignment = found; // a mark of loss came or went, which only the register can tell in order
    } else {
      adopt(found);
    }
    end();
  }

  /** The register was asked for a move and will never make it. */
  public void onRefusedMove(Assignment refused, long now, Outbox outbox) {
    begin(now, outbox);
    if (proposed != null && proposed.nonce().equals(refused.nonce())) {
      proposed = null;
      if (reign != null) {
        reign.refused();
      }
    }
    end();
  }

  /**
   * Where the copies of the partition are to stand, planned from a table that was read just now:
   * one planned from an older one would send a partition to and fro.
   *
   * @param liveNodes those that work
   */
  public void onTarget(Target wanted, Set<ProcessId> liveNodes, long now, Outbox outbox) {
    begin(now, outbox);
    target = wanted;
    live = Set.copyOf(liveNodes);
  }

  /** The node has seen the register and may serve until then. */
  public void onRenewed(long untilMillis, long now, Outbox outbox) {
    begin(now, outbox);
    serveUntilMillis = untilMillis;
    end();
  }

  /** Those of whom the node has not heard for too long. */
  public void onSuspects(Set<ProcessId> suspected, long now, Outbox outbox) {
    begin(now, outbox);
    suspects = Set.copyOf(suspected);
    end();
  }

  /** Time passes; to be called several times in each {@link Timing#retryMillis}. */
  public void onTick(long now, Outbox outbox) {
    begin(now, outbox);
    if (unanswered != null) {
      answerPosition(unanswered);
    }
    if (reign != null) {
      reign.tick();
    } else if (learning && !synced) {
      pullAgain();
    } else if (mayTakeOver()) {
      propose(assignment().takenOverBy(self, out.nonce()));
    }
    end();
  }

  /**
   * Whether this copy is the first that should. It need not be synced in this reign: then the owner
   * never served, and nothing was committed since the reign before.
   */
  private boolean mayTakeOver() {
    if (copy == null || learning || !mayServe() || !suspects.contains(assignment().owner())) {
      return false;
    }
    Optional<ProcessId> first =
        assignment().inSync().stream().filter(member -> !suspects.contains(member)).findFirst();
    return first.equals(Optional.of(self));
  }

  /** What to say of this partition in a beacon to a node; nothing unless it has a copy of ours. */
  public Optional<Line> lineTo(ProcessId node, long now, Outbox outbox) {
    begin(now, outbox);
    return reign != null && reign.isGrantedBy(node)
        ? Optional.of(new Line(partition, assignment().epoch(), clock.at(now)))
        : Optional.empty();
  }

  /** The owner lives; whether it is granted that no other is acknowledged for a while. */
  public boolean onBeacon(Line line, ProcessId from, long now, Outbox outbox) {
    begin(now, outbox);
    if (refusesEpoch(line.epoch(), from) || !isMyOwner(from, line.epoch()) || copy == null) {
      return false;
    }
    clock.hear(line.timeMillis(), now);
    promises.make(from, now + Timing.longEnough(timing.leaseMillis()), line.epoch());
    return true;
  }

  /** A member granted what a beacon asked for that was sent then. */
  public void onGrant(Line line, ProcessId from, long sentMillis, long now, Outbox outbox) {
    begin(now, outbox);
    if (reign != null && line.epoch() == assignment().epoch()) {
      reign.granted(from, sentMillis);
    }
    end();
  }

  private void begin(long now, Outbox outbox) {
    nowMillis = now;
    out = outbox;
  }

  private void end() {
    if (reign != null) {
      reign.flush();
    }
  }

  // Adopting.

  private void adopt(Assignment found) {
    Assignment known = assignment;
    if (known != null && found.epoch() <= known.epoch()) {
      return;
    }
    target = null; // it was planned from what was before
    proposed = null; // whatever it was, the register has moved past it
    proposedMillis = Peer.NEVER;
    Reign ending = reign;
    boolean sameReign = known != null && known.reign() == found.reign();
    boolean sameGeneration = known != null && known.generation() == found.generation();
    boolean left = learning && !sameReign && !found.isInSync(self);
    if (!sameGeneration || left) {
      forget();
    }
    assignment = found;
    if (!found.isInSync(self)) {
      reign = null;
      if (!learning) {
        forget();
      }
      return;
    }
    learning = false;
    if (copy == null) {
      copy = new Copy(found.generation(), limits);
      clock = new PartitionClock(0, nowMillis);
    }
    if (!found.owner().equals(self)) {
      reign = null;
      synced &= sameReign;
      if (ending != null) {
        ending.forwardTo(found.owner());
      }
    } else if (reign != null && sameReign) {
      reign.membersChanged();
    } else {
      reign = new Reign(this, copy);
    }
  }

  private void forget() {
    copy = null;
    synced = false;
    learning = false;
  }

  // Messages.

  @Override
  public void onCall(PartitionMessage.Call call, ProcessId from) {
    if (reign != null) {
      reign.call(call);
    } else if (assignment == null) {
      refuse(call, CallerMessage.Refusal.NOT_YET);
    } else {
      moved(call, 0);
    }
  }

  void moved(PartitionMessage.Call call, long timeMillis) {
    RequestId request = call.command().ask().request();
    send(request.caller(), new CallerMessage.Moved(partition, request, assignment(), timeMillis));
  }

  void refuse(PartitionMessage.Call call, CallerMessage.Refusal refusal) {
    RequestId request = call.command().ask().request();
    send(request.caller(), new CallerMessage.Refused(partition, request, refusal));
  }

  @Override
  public void onReplicate(PartitionMessage.Replicate replicate, ProcessId from) {
    adopt(replicate.assignment());
    Copy mine = copy;
    if (refusesEpoch(replicate.assignment().epoch(), from)
        || !isMyOwner(from, replicate.assignment().epoch())
        || mine == null
        || !synced) {
      return;
    }
    clock.hear(replicate.timeMillis(), nowMillis);
    if (replicate.previousSequence() <= mine.log.end()) {
      mine.append(replicate.entries());
      mine.commitTo(replicate.commit(), Applied.NOTHING);
    }
    send(from, new PartitionMessage.Acknowledge(partition, epoch(), mine.log.end()));
  }

  @Override
  public void onAcknowledge(PartitionMessage.Acknowledge acknowledge, ProcessId from) {
    if (!refusesEpoch(acknowledge.epoch(), from) && reign != null) {
      reign.acknowledged(from, acknowledge.end());
    }
  }

  @Override
  public void onConfirm(PartitionMessage.Confirm confirm, ProcessId from) {
    if (!refusesEpoch(confirm.epoch(), from) && isMyOwner(from, confirm.epoch()) && copy != null) {
      clock.hear(confirm.timeMillis(), nowMillis);
      send(from, new PartitionMessage.Confirmed(partition, confirm.epoch(), confirm.round()));
    }
  }

  @Override
  public void onConfirmed(PartitionMessage.Confirmed confirmed, ProcessId from) {
    if (!refusesEpoch(confirmed.epoch(), from) && reign != null && confirmed.epoch() == epoch()) {
      reign.confirmed(from, confirmed.round());
    }
  }

  @Override
  public void onNewEpoch(PartitionMessage.NewEpoch newEpoch, ProcessId from) {
    adopt(newEpoch.assignment());
    if (!refusesEpoch(newEpoch.assignment().epoch(), from)) {
      answerPosition(newEpoch);
    }
  }

  private void answerPosition(PartitionMessage.NewEpoch newEpoch) {
    ProcessId owner = newEpoch.assignment().owner();
    Copy mine = copy;
    unanswered = null;
    if (mine == null || !isMyOwner(owner, newEpoch.assignment().epoch())) {
      return;
    }
    if (promises.bindsAgainst(owner, nowMillis)) {
      unanswered = newEpoch;
      return;
    }
    send(
        owner,
        new PartitionMessage.Position(
            partition,
            epoch(),
            mine.log.base(),
            mine.log.end(),
            mine.commit(),
            mine.log.stretches()));
  }

  @Override
  public void onPosition(PartitionMessage.Position position, ProcessId from) {
    if (!refusesEpoch(position.epoch(), from) && reign != null) {
      reign.positioned(from, position);
    }
  }

  @Override
  public void onSync(PartitionMessage.Sync sync, ProcessId from) {
    adopt(sync.assignment());
    Copy mine = copy;
    if (refusesEpoch(sync.assignment().epoch(), from)
        || !isMyOwner(from, sync.assignment().epoch())
        || mine == null
        || promises.bindsAgainst(from, nowMillis)) {
      return;
    }
    if (!synced) { // once: what came later in this reign is not to be cut off by a repetition
      mine.truncateTo(sync.truncateTo());
      mine.append(sync.entries());
      synced = true;
    }
    clock.hear(sync.timeMillis(), nowMillis);
    send(from, new PartitionMessage.Acknowledge(partition, epoch(), mine.log.end()));
  }

  @Override
  public void onStale(PartitionMessage.Stale stale, ProcessId from) {
    adopt(stale.assignment());
  }

  @Override
  public void onRelease(PartitionMessage.Release release, ProcessId from) {
    clock.hear(release.timeMillis(), nowMillis);
    promises.release(from, release.epoch());
  }

  // Learning.

  @Override
  public void onOffer(PartitionMessage.Offer offer, ProcessId from) {
    adopt(offer.assignment());
    if (refusesEpoch(offer.assignment().epoch(), from)
        || !isMyOwner(from, offer.assignment().epoch())
        || assignment().isInSync(self)) {
      return;
    }
    if (learning && synced && copy != null) {
      send(from, new PartitionMessage.Acknowledge(partition, epoch(), copy.log.end()));
    } else if (!learning) {
      learning = true;
      pull();
    }
  }

  @Override
  public void onPull(PartitionMessage.Pull pull, ProcessId from) {
    if (!refusesEpoch(pull.epoch(), from) && reign != null && pull.epoch() == epoch()) {
      reign.pulled(pull, from);
    }
  }

  private void pullAgain() {
    if (nowMillis - pulledMillis >= timing.retryMillis()) {
      pull();
    }
  }

  private void pull() {
    Copy mine = copy;
    pulledMillis = nowMillis;
    long applied = mine == null ? 0 : mine.state.applied();
    int next = mine == null ? 0 : mine.state.nextRange();
    send(assignment().owner(), new PartitionMessage.Pull(partition, epoch(), applied, next));
  }

  @Override
  public void onPiece(PartitionMessage.Piece message, ProcessId from) {
    if (refusesEpoch(message.epoch(), from)
        || !isMyOwner(from, message.epoch())
        || !learning
        || synced) {
      return;
    }
    Copy mine = copy;
    if (message.piece() instanceof CopyPiece.Head head) {
      if (mine == null) {
        copy = new Copy(head, message.asOf(), message.asOfEpoch(), limits);
        clock = new PartitionClock(head.timeMillis(), nowMillis);
        pull();
      }
    } else if (mine != null && reaches(mine, message)) {
      mine.append(message.entries());
      mine.commitTo(message.asOf(), Applied.NOTHING);
      install(mine, message.piece());
      if (!synced) {
        pull();
      }
    }
  }

  /** Whether the piece is the one that was asked for, and its log reaches from here to there. */
  private static boolean reaches(Copy mine, PartitionMessage.Piece message) {
    long first = message.asOf() - message.entries().size();
    boolean next =
        message.piece() instanceof CopyPiece.Keys keys
            ? keys.fromRange() == mine.state.nextRange()
            : mine.state.nextRange() == PartitionState.rangeCount();
    return next && first <= mine.log.end() && message.asOf() >= mine.log.end();
  }

  private void install(Copy mine, CopyPiece piece) {
    if (piece instanceof CopyPiece.Keys keys) {
      mine.state.install(keys);
    } else if (piece instanceof CopyPiece.Callers callers) {
      mine.state.install(callers.callers());
      synced = true;
      out.announce(new Notice.CopyComplete(partition, self));
      send(
          assignment().owner(),
          new PartitionMessage.Acknowledge(partition, epoch(), mine.log.end()));
    }
  }

  /** Whether a message is of an older epoch, which its sender is told. */
  private boolean refusesEpoch(long epoch, ProcessId from) {
    Assignment known = assignment;
    if (known == null || epoch >= known.epoch()) {
      return false;
    }
    send(from, new PartitionMessage.Stale(partition, known));
    return true;
  }

  private boolean isMyOwner(ProcessId owner, long epoch) {
    Assignment known = assignment;
    return known != null
        && known.epoch() == epoch
        && known.owner().equals(owner)
        && !owner.equals(self);
  }

  // What a reign asks of its copy.

  ProcessId self() {
    return self;
  }

  int partition() {
    return partition;
  }

  Timing timing() {
    return timing;
  }

  Assignment assignment() {
    Assignment known = assignment;
    if (known == null) {
      throw new IllegalStateException("partition " + partition + ": nobody knows who owns it");
    }
    return known;
  }

  private long epoch() {
    return assignment().epoch();
  }

  long nowMillis() {
    return nowMillis;
  }

  /** The partition's time. */
  long timeMillis() {
    return clock.at(nowMillis);
  }

  Outbox out() {
    return out;
  }

  void send(ProcessId to, Message message) {
    out.send(to, message);
  }

  /** Whether the register was seen lately enough to act on what it showed. */
  boolean mayServe() {
    return nowMillis < serveUntilMillis;
  }

  boolean isSuspected(ProcessId node) {
    return suspects.contains(node);
  }

  /** The next move towards where the copies are to stand. */
  Optional<Move> plannedMove() {
    Target wanted = target;
    if (wanted == null) {
      return Optional.empty();
    }
    Set<ProcessId> working = new HashSet<>(live);
    working.removeAll(suspects);
    return wanted.nextMove(assignment(), working);
  }

  Promises promises() {
    return promises;
  }

  /** Asks for a move, unless one is under way. */
  void propose(Assignment next) {
    if (proposed == null && nowMillis - proposedMillis >= timing.retryMillis()) {
      proposed = next;
      proposedMillis = nowMillis;
      out.propose(partition, assignment(), next);
    }
  }

  /** Whether this copy waits for the register. */
  boolean isProposing() {
    return proposed != null;
  }

  // For whoever watches.

  /** What the copy is at the moment. */
  public enum Role {
    /** No data. */
    NONE,
    /** Fetches a copy, or follows the owner until it is in sync. */
    LEARNER,
    /** Acknowledges the owner's writes, once it is in sync with it. */
    BACKUP,
    /** The owner, but it does not serve yet. */
    RECOVER,
    /** The owner, about to hand over. */
    DRAIN,
    /** The owner, and it never serves this epoch again. */
    RELEASED,
    /** The owner, and it serves. */
    ACTIVE
  }

  /** What the copy is at the moment. */
  public Role role() {
    if (copy == null) {
      return Role.NONE;
    }
    if (learning) {
      return Role.LEARNER;
    }
    return reign == null ? Role.BACKUP : reign.role();
  }

  /** The assignment that the copy goes by, if it knows one. */
  public Optional<Assignment> known() {
    return Optional.ofNullable(assignment);
  }

  /** The state of the copy, if it has data; only to be looked at. */
  public Optional<PartitionState> state() {
    return Optional.ofNullable(copy).map(data -> data.state);
  }

  /** The sequence of the last entry of its log; 0 without data. */
  public long logEnd() {
    return copy == null ? 0 : copy.log.end();
  }

  /** The epoch of the entry at a sequence of its log, if the copy still has it. */
  public Optional<Long> epochAt(long sequence) {
    Copy mine = copy;
    return mine == null || sequence <= mine.log.base() || sequence > mine.log.end()
        ? Optional.empty()
        : Optional.of(mine.log.epochAt(sequence));
  }

  /** Up to where its log is committed; 0 without data. */
  public long commit() {
    return copy == null ? 0 : copy.commit();
  }
}
