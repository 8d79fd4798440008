// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.message.CallerMessage;
import dev.larder.cluster.message.CallerMessage.Answer;
import dev.larder.cluster.message.CallerMessage.Refusal;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.CopyPiece;
import dev.larder.cluster.message.LogEntry;
import dev.larder.cluster.message.PartitionMessage;
import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.planning.Move;
import dev.larder.cluster.state.Applied;
import dev.larder.cluster.state.Numbers;
import dev.larder.cluster.state.PartitionState;
import dev.larder.cluster.step.Notice;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.event.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** So many keys, about, go into a piece of a copy. */
  private static final int FEW_KEYS = 1_024;

  /** So many entries go into one message. */
  static final int BATCH = 256;

  private final Replica replica;
  private final Copy copy;
  private final Map<ProcessId, Peer> peers = new LinkedHashMap<>();
  private final Reads reads = new Reads();
  private final Deque<PartitionMessage.Call> queue = new ArrayDeque<>();
  private Phase phase = Phase.RECOVER;

  /** Grants of beacons sent up to then are void: their promises were taken back. */
  private long releasedMillis = Peer.NEVER;

  /** Whom a copy is being made for. */
  private @Nullable ProcessId learner;

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
    List<ProcessId> members = replica.assignment().inSync();
    peers.keySet().removeIf(peer -> !members.contains(peer) && !peer.equals(learner));
    for (ProcessId member : members) {
      if (!member.equals(replica.self())) {
        peers.computeIfAbsent(member, unknown -> new Peer());
      }
    }
    peers.forEach((node, peer) -> peer.counted = members.contains(node));
    if (learner != null && members.contains(learner)) {
      learner = null;
    }
    reads.restart();
    if (phase == Phase.DRAIN || phase == Phase.RELEASED) {
      resume();
    }
  }

  /** The register will never make the move that was asked for. */
  void refused() {
    List<ProcessId> members = replica.assignment().inSync();
    peers.forEach((node, peer) -> peer.counted = members.contains(node));
    if (phase == Phase.RELEASED) {
      replica.propose(replica.assignment().bumped(replica.out().nonce()));
    }
  }

  /** Whether this node's promise is wanted. */
  boolean isGrantedBy(ProcessId node) {
    return peers.containsKey(node) && phase != Phase.RELEASED;
  }

  void granted(ProcessId member, long sentMillis) {
    Peer peer = peers.get(member);
    if (peer != null && sentMillis > releasedMillis) {
      peer.grantedMillis = Math.max(peer.grantedMillis, sentMillis);
    }
  }

  private Map<ProcessId, Peer> counted() {
    Map<ProcessId, Peer> counted = new LinkedHashMap<>(peers);
    counted.values().removeIf(peer -> !peer.counted);
    return counted;
  }

  // Taking over.

  private void recover() {
    if (replica.promises().bindsAgainst(replica.self(), replica.nowMillis())) {
      return; // this node has promised the old owner to wait, like every other
    }
    boolean complete = true;
    for (Map.Entry<ProcessId, Peer> member : counted().entrySet()) {
      Peer peer = member.getValue();
      if (peer.acked < copy.log.end()) {
        complete = false;
        askAgain(member.getKey(), peer);
      }
    }
    if (complete && replica.mayServe()) {
      phase = Phase.ACTIVE;
      peers.values().forEach(peer -> peer.complete = true);
      replica.out().announce(new Notice.Serving(replica.partition(), replica.assignment()));
      advance();
    }
  }

  private void askAgain(ProcessId member, Peer peer) {
    if (replica.nowMillis() - peer.askedMillis < replica.timing().retryMillis()) {
      return;
    }
    peer.askedMillis = replica.nowMillis();
    if (peer.position == null) {
      replica.send(
          member, new PartitionMessage.NewEpoch(replica.partition(), replica.assignment()));
    } else {
      sync(member, peer.position);
    }
  }

  void positioned(ProcessId member, PartitionMessage.Position position) {
    Peer peer = peers.get(member);
    if (peer != null && peer.position == null) {
      peer.position = position;
      sync(member, position);
    }
  }

  private void sync(ProcessId member, PartitionMessage.Position position) {
    long agreed = copy.log.agreesUpTo(position.end(), position.stretches());
    if (agreed < Math.max(position.commit(), copy.log.base())) {
      throw new IllegalStateException(
          "partition "
              + replica.partition()
              + ": "
              + member
              + " is committed up to "
              + position.commit()
              + ", but the logs agree up to "
              + agreed
              + " only");
    }
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
      case AT_WORK -> {} // it is answered when it has its turn
      default -> {
        Optional<Result> seen = look(call.command());
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
    } else {
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
    return peers.values().stream().allMatch(peer -> !peer.counted || peer.grantedMillis > oldest);
  }

  private void confirm() {
    if (reads.wantsRound()) {
      reads.begin(counted().keySet());
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
    Peer peer = peers.get(member);
    if (peer != null && end <= copy.log.end()) {
      peer.acked = Math.max(peer.acked, end);
      peer.sent = Math.max(peer.sent, peer.acked);
      peer.complete |= member.equals(learner); // it acknowledges nothing before
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
    for (Map.Entry<ProcessId, Peer> member : peers.entrySet()) {
      Peer peer = member.getValue();
      if (peer.complete && peer.sent < copy.log.end()) {
        replicate(member.getKey(), peer);
      }
    }
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
    long commit = copy.log.end();
    for (Peer peer : peers.values()) {
      commit = peer.counted ? Math.min(commit, peer.acked) : commit;
    }
    if (commit > copy.commit()) {
      copy.commitTo(commit, this);
    }
  }

  void tick() {
    for (Map.Entry<ProcessId, Peer> member : Map.copyOf(peers).entrySet()) {
      if (member.getValue().complete) {
        repeat(member.getKey(), member.getValue());
      }
    }
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
    if (replica.nowMillis() - peer.askedMillis < replica.timing().retryMillis()) {
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
    if (learner != null && !(adds && planned.orElseThrow().member().equals(learner))) {
      stopTeaching();
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

  private void stopTeaching() {
    if (!replica.isProposing()) { // else it is in sync perhaps
      peers.remove(learner);
      learner = null;
      reads.restart();
    }
  }

  private void teach(ProcessId node) {
    learner = node;
    Peer peer = peers.computeIfAbsent(node, unknown -> new Peer());
    boolean granted = peer.grantedMillis > replica.nowMillis() - replica.timing().leaseMillis();
    if (peer.complete && copy.commit() - peer.acked < CLOSE && granted && !peer.counted) {
      peer.counted = true; // from now on, whatever becomes of the move until that is known
      reads.restart();
    }
    if (peer.counted && peer.acked >= copy.commit()) { // it lacks nothing that was acknowledged
      replica.propose(replica.assignment().adding(node, nonce()));
    } else if (!peer.complete
        && replica.nowMillis() - peer.askedMillis >= replica.timing().retryMillis()) {
      peer.askedMillis = replica.nowMillis();
      replica.send(node, new PartitionMessage.Offer(replica.partition(), replica.assignment()));
    }
  }

  /** The learner wants its next piece. */
  void pulled(PartitionMessage.Pull pull, ProcessId from) {
    Peer peer = peers.get(from);
    if (phase != Phase.ACTIVE || peer == null || !from.equals(learner)) {
      return;
    }
    peer.askedMillis = replica.nowMillis();
    long applied = copy.state.applied();
    boolean first = pull.applied() == 0;
    if (!first && pull.applied() < copy.log.base()) {
      return; // it took too long: the log does not reach back so far, and it has to begin anew
    }
    CopyPiece piece =
        first
            ? copy.state.head()
            : pull.nextRange() < PartitionState.rangeCount()
                ? copy.state.keys(pull.nextRange(), FEW_KEYS)
                : new CopyPiece.Callers(copy.state.callers());
    int missing = first ? 0 : (int) (applied - pull.applied());
    replica.send(
        from,
        new PartitionMessage.Piece(
            replica.partition(),
            replica.assignment().epoch(),
            applied,
            copy.log.epochAt(applied),
            missing == 0 ? List.of() : copy.log.from(pull.applied() + 1, missing),
            piece));
  }

  /** Once everything is committed the owner steps back, before the register hears of it. */
  private void release() {
    ProcessId next = heir;
    if (phase != Phase.DRAIN || next == null || copy.log.end() > copy.commit()) {
      return;
    }
    phase = Phase.RELEASED;
    releasedMillis = replica.nowMillis();
    peers.forEach((node, peer) -> peer.grantedMillis = Peer.NEVER);
    for (ProcessId member : peers.keySet()) {
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
