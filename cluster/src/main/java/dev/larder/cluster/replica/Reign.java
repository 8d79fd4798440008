// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.message.CallerMessage;
import dev.larder.cluster.message.CallerMessage.Answer;
import dev.larder.cluster.message.CallerMessage.Refusal;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.LogEntry;
import dev.larder.cluster.message.PartitionMessage;
import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.planning.Move;
import dev.larder.cluster.state.Applied;
import dev.larder.cluster.state.Numbers;
import dev.larder.cluster.step.Notice;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.event.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a partition does, from the epoch in which it took office.
 *
 * <pre>
 *  RECOVER ──every member is in sync with its log──▶ ACTIVE
 *  ACTIVE ──another is to own it──▶ DRAIN ──everything is committed──▶ RELEASED
 *  DRAIN, RELEASED ──the register will not have it──▶ RELEASED, asks for a new epoch ──▶ ACTIVE
 *  in each: a member that is silent is evicted, and the reign goes on in the next epoch
 * </pre>
 *
 * <p>Its log is the truth: whoever is in sync has every committed entry, and it was. What it has
 * beyond that is committed too. No answer leaves before every member has its entry, and none while
 * the register was not seen lately.
 */
final class Reign implements Applied {

  /** So many entries may be under way; callers are told that it is busy. */
  static final int WINDOW = 1_024;

  /** So many calls wait while the partition is handed over. */
  private static final int QUEUE = 1_024;

  /** A new copy may be in sync once so few committed entries are on their way to it. */
  private static final int CLOSE = 8;

  /** So many entries go into one message. */
  static final int BATCH = 256;

  private final Replica replica;
  private final Copy copy;
  private final Members members;
  private final Reads reads = new Reads();

  /** Requests in the log that have no result yet: a repetition adds nothing, and may not look. */
  private final Set<RequestId> underWay = new HashSet<>();

  private final Deque<PartitionMessage.Call> queue = new ArrayDeque<>();
  private Phase phase = Phase.RECOVER;

  /** To whom the partition is being handed. */
  private @Nullable ProcessId heir;

  /** What an owner is at. */
  private enum Phase {
    RECOVER,
    ACTIVE,
    DRAIN,
    RELEASED
  }

  Reign(Replica replica, Copy copy) {
    this.replica = replica;
    this.copy = copy;
    this.members = new Members(replica.self());
    replica.out().announce(new Notice.TakingOver(replica.partition(), replica.assignment()));
    membersChanged();
    recover();
  }

  Replica.Role role() {
    return switch (phase) {
      case RECOVER -> Replica.Role.RECOVER;
      case ACTIVE -> Replica.Role.ACTIVE;
      case DRAIN -> Replica.Role.DRAIN;
      case RELEASED -> Replica.Role.RELEASED;
    };
  }

  private boolean isServing() {
    return phase == Phase.ACTIVE || phase == Phase.DRAIN;
  }

  /** The assignment is another one of the same reign. */
  void membersChanged() {
    members.become(replica.assignment().inSync());
    reads.restart();
    if (phase == Phase.DRAIN || phase == Phase.RELEASED) {
      resume();
    }
  }

  /** The register will never make the move that was asked for. */
  void refused() {
    members.count(replica.assignment().inSync());
    if (phase == Phase.RELEASED) {
      replica.propose(replica.assignment().bumped(replica.out().nonce()));
    }
  }

  /** Whether this node's promise is wanted. */
  boolean isGrantedBy(ProcessId node) {
    return members.nodes().contains(node) && phase != Phase.RELEASED;
  }

  void granted(ProcessId member, long sentMillis) {
    members.granted(member, sentMillis);
  }

  // Taking over.

  private void recover() {
    if (replica.promises().bindsAgainst(replica.self(), replica.nowMillis())) {
      return; // this node has promised the old owner to wait, like every other
    }
    members.forEach(this::askAgain);
    if (members.heldByAll(copy.log.end()) == copy.log.end() && replica.mayServe()) {
      phase = Phase.ACTIVE;
      members.completed();
      replica.out().announce(new Notice.Serving(replica.partition(), replica.assignment()));
      advance();
    }
  }

  private void askAgain(ProcessId member, Peer peer) {
    if (peer.acked >= copy.log.end() || !isTimeToAsk(peer)) {
      return;
    }
    if (peer.position == null) {
      replica.send(
          member, new PartitionMessage.NewEpoch(replica.partition(), replica.assignment()));
    } else {
      sync(member, peer.position);
    }
  }

  void positioned(ProcessId member, PartitionMessage.Position position) {
    Peer peer = members.find(member).orElse(null);
    if (peer != null && peer.position == null) {
      peer.position = position;
      sync(member, position);
    }
  }

  private void sync(ProcessId member, PartitionMessage.Position position) {
    long agreed = copy.agreesUpTo(position);
    replica.send(
        member,
        new PartitionMessage.Sync(
            replica.partition(),
            replica.assignment(),
            agreed,
            copy.log.from(agreed + 1, Integer.MAX_VALUE),
            replica.timeMillis()));
  }

  // Calls.

  void call(PartitionMessage.Call call) {
    if (phase == Phase.RECOVER) {
      replica.refuse(call, Refusal.NOT_YET);
    } else if (!replica.mayServe()) {
      replica.refuse(call, Refusal.CUT_OFF);
    } else if (phase != Phase.ACTIVE) {
      wait(call);
    } else if (call.command().ask().generation() == 0) {
      replica.moved(call, replica.timeMillis());
    } else {
      serve(call);
    }
  }

  private void wait(PartitionMessage.Call call) {
    if (queue.size() >= QUEUE) {
      replica.refuse(call, Refusal.BUSY);
    } else {
      queue.add(call);
    }
  }

  private void serve(PartitionMessage.Call call) {
    RequestId request = call.command().ask().request();
    switch (copy.state.standing(request)) {
      case ANSWERED ->
          replica.send(request.caller(), answer(request, copy.state.resultOf(request)));
      case AT_WORK, DROPPED -> {} // it is answered when it has its turn; or was, long ago
      case TRIMMED -> append(call);
      case UNKNOWN -> {
        Optional<Result> seen =
            underWay.contains(request) ? Optional.empty() : look(call.command());
        if (seen.isPresent()) {
          answerRead(call, seen.orElseThrow());
        } else {
          append(call);
        }
      }
    }
  }

  private Optional<Result> look(Command.Asked command) {
    return command instanceof Command.Operate operate
        ? copy.state.read(operate, replica.timeMillis())
        : Optional.empty();
  }

  private void append(PartitionMessage.Call call) {
    if (copy.log.end() - copy.commit() >= WINDOW) {
      replica.refuse(call, Refusal.BUSY);
    } else if (underWay.add(call.command().ask().request())) {
      append(call.command());
    }
  }

  private void append(Command command) {
    copy.log.append(
        new LogEntry(
            copy.log.end() + 1, replica.assignment().epoch(), replica.timeMillis(), command));
  }

  /** A value was taken; it is told once it is proven to be current. */
  private void answerRead(PartitionMessage.Call call, Result seen) {
    Answer answer = answer(call.command().ask().request(), seen);
    if (isLeaseValid()) {
      replica.send(answer.request().caller(), answer);
    } else if (reads.isFull()) {
      replica.refuse(call, Refusal.BUSY);
    } else {
      reads.add(answer);
    }
  }

  /** Whether no other owner can have been acknowledged yet. */
  private boolean isLeaseValid() {
    long oldest = replica.nowMillis() - replica.timing().leaseMillis();
    return members.grantedSince(oldest);
  }

  private void confirm() {
    if (reads.wantsRound()) {
      reads.begin(members.counted());
      askToConfirm();
      tell(reads.proven());
    }
  }

  private void askToConfirm() {
    for (ProcessId member : reads.missing()) {
      replica.send(
          member,
          new PartitionMessage.Confirm(
              replica.partition(),
              replica.assignment().epoch(),
              reads.round(),
              replica.timeMillis()));
    }
  }

  void confirmed(ProcessId member, long round) {
    tell(reads.confirmed(member, round));
  }

  private void tell(List<Answer> proven) {
    if (replica.mayServe()
        && isServing()) { // else they are lost, as an answer may be: the callers ask again
      proven.forEach(answer -> replica.send(answer.request().caller(), answer));
    }
  }

  // Replicating.

  void acknowledged(ProcessId member, long end) {
    if (end <= copy.log.end()) {
      members.acknowledged(member, end);
    }
  }

  /** The last thing in each step. */
  void flush() {
    if (phase == Phase.RECOVER) {
      recover();
      return;
    }
    if (isServing()) {
      advance();
      confirm();
      release();
    }
    members.forEach(
        (member, peer) -> {
          if (peer.complete && peer.sent < copy.log.end()) {
            replicate(member, peer);
          }
        });
  }

  private void replicate(ProcessId member, Peer peer) {
    List<LogEntry> entries = copy.log.from(peer.sent + 1, BATCH);
    replica.send(
        member,
        new PartitionMessage.Replicate(
            replica.partition(),
            replica.assignment(),
            peer.sent,
            copy.log.epochAt(peer.sent),
            entries,
            copy.commit(),
            replica.timeMillis()));
    peer.sent += entries.size();
    peer.toldCommit = copy.commit();
    peer.askedMillis = replica.nowMillis();
  }

  /** Commits what every member has. */
  private void advance() {
    if (!replica.mayServe()) {
      return;
    }
    long commit = members.heldByAll(copy.log.end());
    if (commit > copy.commit()) {
      copy.commitTo(commit, this);
      if (commit == copy.log.end()) {
        underWay.clear(); // also those that their callers gave up, which get no answer
      }
    }
  }

  void tick() {
    members.forEach(this::repeat);
    evictSilent();
    if (phase == Phase.RELEASED && !replica.isProposing()) {
      replica.propose(replica.assignment().bumped(replica.out().nonce()));
    }
    if (phase == Phase.ACTIVE && replica.mayServe()) {
      if (copy.state.wakeMillis() <= replica.timeMillis() && copy.log.end() == copy.commit()) {
        append(new Command.EndDue());
      }
      if (reads.isAsking()) {
        askToConfirm();
      }
      movePlanned();
    }
  }

  private void evictSilent() {
    for (ProcessId member : replica.assignment().inSync()) {
      if (replica.isSuspected(member)
          && !member.equals(replica.self())
          && phase != Phase.RELEASED) {
        replica.propose(replica.assignment().evicting(member, replica.out().nonce()));
      }
    }
  }

  /** Says again what was not acknowledged, and how far everybody has come. */
  private void repeat(ProcessId member, Peer peer) {
    if (!peer.complete || replica.nowMillis() - peer.askedMillis < replica.timing().retryMillis()) {
      return;
    }
    if (peer.acked < copy.log.end() || peer.toldCommit < copy.commit()) {
      peer.sent = peer.acked;
      replicate(member, peer);
    }
  }

  // Moving copies.

  private void movePlanned() {
    Optional<Move> planned = replica.plannedMove();
    boolean adds = planned.isPresent() && planned.orElseThrow() instanceof Move.Add;
    if (members.teachesOtherThan(adds ? planned.orElseThrow().member() : null)
        && !replica.isProposing()) { // else the other one is in sync perhaps
      members.stopTeaching();
      reads.restart();
    }
    if (planned.isEmpty() || replica.isProposing()) {
      return;
    }
    ProcessId member = planned.orElseThrow().member();
    if (adds) {
      teach(member);
    } else if (planned.orElseThrow() instanceof Move.HandOver) {
      heir = member;
      phase = Phase.DRAIN;
    } else {
      replica.propose(planned.orElseThrow().appliedTo(replica.assignment(), nonce()));
    }
  }

  private Nonce nonce() {
    return replica.out().nonce();
  }

  private void teach(ProcessId node) {
    Peer peer = members.teach(node);
    boolean granted = peer.grantedMillis > replica.nowMillis() - replica.timing().leaseMillis();
    if (peer.complete && copy.commit() - peer.acked < CLOSE && granted && !peer.counted) {
      peer.counted = true; // from now on, whatever becomes of the move until that is known
      reads.restart();
    }
    if (peer.counted && peer.acked >= copy.commit()) { // it lacks nothing that was acknowledged
      replica.propose(replica.assignment().adding(node, nonce()));
    } else if (!peer.complete && isTimeToAsk(peer)) {
      replica.send(node, new PartitionMessage.Offer(replica.partition(), replica.assignment()));
    }
  }

  /** The learner wants its next piece. */
  void pulled(PartitionMessage.Pull pull, ProcessId from) {
    Peer peer = members.find(from).orElse(null);
    if (phase == Phase.ACTIVE && peer != null && members.teaches(from)) {
      peer.askedMillis = replica.nowMillis();
      copy.pieceFor(pull).ifPresent(piece -> replica.send(from, piece));
    }
  }

  private boolean isTimeToAsk(Peer peer) {
    boolean due = replica.nowMillis() - peer.askedMillis >= replica.timing().retryMillis();
    if (due) {
      peer.askedMillis = replica.nowMillis();
    }
    return due;
  }

  /** Once everything is committed the owner steps back, before the register hears of it. */
  private void release() {
    ProcessId next = heir;
    if (phase != Phase.DRAIN || next == null || copy.log.end() > copy.commit()) {
      return;
    }
    phase = Phase.RELEASED;
    members.release(replica.nowMillis());
    for (ProcessId member : members.nodes()) {
      replica.send(
          member,
          new PartitionMessage.Release(
              replica.partition(), replica.assignment().epoch(), replica.timeMillis()));
    }
    replica.out().announce(new Notice.Released(replica.partition(), replica.assignment()));
    replica.propose(replica.assignment().handedTo(next, nonce()));
  }

  /** A new epoch of the same reign: the owner serves on. */
  private void resume() {
    phase = Phase.ACTIVE;
    heir = null;
    List<PartitionMessage.Call> waiting = List.copyOf(queue);
    queue.clear();
    waiting.forEach(this::call);
  }

  /** Another owns the partition: it hears of it, and gets the calls that waited. */
  void forwardTo(ProcessId owner) {
    replica.send(owner, new PartitionMessage.Stale(replica.partition(), replica.assignment()));
    queue.forEach(call -> replica.send(owner, call));
    queue.clear();
  }

  // What applying an entry came to.

  @Override
  public void answered(RequestId request, Result result) {
    boolean unused = underWay.remove(request);
    replica.send(request.caller(), answer(request, result));
  }

  private Answer answer(RequestId request, Result result) {
    return new CallerMessage.Answer(
        replica.partition(),
        request,
        result,
        Numbers.stampAfter(copy.state.applied()),
        replica.timeMillis());
  }

  @Override
  public void changed(long cache, Change<Payload, Payload> change) {
    // Told to those who registered, once there are any.
  }
}
