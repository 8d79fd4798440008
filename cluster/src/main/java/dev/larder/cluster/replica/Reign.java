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
import dev.larder.cluster.state.Applied;
import dev.larder.cluster.state.Numbers;
import dev.larder.cluster.step.Notice;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.event.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the owner of a partition does, from the epoch in which it took office.
 *
 * <pre>
 *  RECOVER ──every member is in sync with its log──▶ ACTIVE
 *  in either: a member that is silent is evicted, and the reign goes on in the next epoch
 * </pre>
 *
 * <p>Its log is the truth: whoever is in sync has every committed entry, and it was. What it has
 * beyond that is committed too. No answer leaves before every member has its entry, and none while
 * the register was not seen lately.
 */
final class Reign implements Applied {

  /** So many entries may be under way; callers are told that it is busy. */
  static final int WINDOW = 1_024;

  /** So many entries go into one message. */
  static final int BATCH = 256;

  private final Replica replica;
  private final Copy copy;
  private final Map<ProcessId, Peer> peers = new LinkedHashMap<>();
  private final Reads reads = new Reads();
  private boolean active;

  Reign(Replica replica, Copy copy) {
    this.replica = replica;
    this.copy = copy;
    replica.out().announce(new Notice.TakingOver(replica.partition(), replica.assignment()));
    membersChanged();
    recover();
  }

  boolean isActive() {
    return active;
  }

  /** The assignment is another one of the same reign. */
  void membersChanged() {
    List<ProcessId> members = replica.assignment().inSync();
    peers.keySet().retainAll(members);
    for (ProcessId member : members) {
      if (!member.equals(replica.self())) {
        peers.computeIfAbsent(member, unknown -> new Peer());
      }
    }
    reads.restart();
  }

  /** Whether this node's promise is wanted. */
  boolean isGrantedBy(ProcessId node) {
    return peers.containsKey(node);
  }

  void granted(ProcessId member, long sentMillis) {
    Peer peer = peers.get(member);
    if (peer != null) {
      peer.grantedMillis = Math.max(peer.grantedMillis, sentMillis);
    }
  }

  // Taking over.

  private void recover() {
    if (replica.promises().bindsAgainst(replica.self(), replica.nowMillis())) {
      return; // this node has promised the old owner to wait, like every other
    }
    boolean complete = true;
    for (Map.Entry<ProcessId, Peer> member : peers.entrySet()) {
      Peer peer = member.getValue();
      if (peer.acked < copy.log.end()) {
        complete = false;
        askAgain(member.getKey(), peer);
      }
    }
    if (complete && replica.mayServe()) {
      active = true;
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

  void call(PartitionMessage.Call call, ProcessId from) {
    if (!active) {
      replica.refuse(call, from, Refusal.NOT_YET);
    } else if (!replica.mayServe()) {
      replica.refuse(call, from, Refusal.CUT_OFF);
    } else if (call.command().ask().generation() == 0) {
      replica.moved(call, from, replica.timeMillis());
    } else {
      serve(call, from);
    }
  }

  private void serve(PartitionMessage.Call call, ProcessId from) {
    RequestId request = call.command().ask().request();
    switch (copy.state.standing(request)) {
      case ANSWERED -> replica.send(from, answer(request, copy.state.resultOf(request)));
      case AT_WORK -> {} // it is answered when it has its turn
      default -> {
        Optional<Result> seen = look(call.command());
        if (seen.isPresent()) {
          answerRead(call, from, seen.orElseThrow());
        } else {
          append(call, from);
        }
      }
    }
  }

  private Optional<Result> look(Command.Asked command) {
    return command instanceof Command.Operate operate
        ? copy.state.read(operate, replica.timeMillis())
        : Optional.empty();
  }

  private void append(PartitionMessage.Call call, ProcessId from) {
    if (copy.log.end() - copy.commit() >= WINDOW) {
      replica.refuse(call, from, Refusal.BUSY);
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
  private void answerRead(PartitionMessage.Call call, ProcessId from, Result seen) {
    Answer answer = answer(call.command().ask().request(), seen);
    if (isLeaseValid()) {
      replica.send(from, answer);
    } else if (reads.isFull()) {
      replica.refuse(call, from, Refusal.BUSY);
    } else {
      reads.add(answer);
    }
  }

  /** Whether no other owner can have been acknowledged yet. */
  private boolean isLeaseValid() {
    long oldest = replica.nowMillis() - replica.timing().leaseMillis();
    return peers.values().stream().allMatch(peer -> peer.grantedMillis > oldest);
  }

  private void confirm() {
    if (reads.wantsRound()) {
      reads.begin(peers.keySet());
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
    if (replica.mayServe()) { // else they are lost, as an answer may be: the callers ask again
      proven.forEach(answer -> replica.send(answer.request().caller(), answer));
    }
  }

  // Replicating.

  void acknowledged(ProcessId member, long end) {
    Peer peer = peers.get(member);
    if (peer != null && end <= copy.log.end()) {
      peer.acked = Math.max(peer.acked, end);
      peer.sent = Math.max(peer.sent, peer.acked);
    }
  }

  /** The last thing in each step. */
  void flush() {
    if (!active) {
      recover();
      return;
    }
    advance();
    confirm();
    for (Map.Entry<ProcessId, Peer> member : peers.entrySet()) {
      if (member.getValue().sent < copy.log.end()) {
        replicate(member.getKey(), member.getValue());
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
      commit = Math.min(commit, peer.acked);
    }
    if (commit > copy.commit()) {
      copy.commitTo(commit, this);
    }
  }

  void tick() {
    for (Map.Entry<ProcessId, Peer> member : peers.entrySet()) {
      if (replica.isSuspected(member.getKey())) {
        replica.propose(replica.assignment().evicting(member.getKey(), replica.out().nonce()));
      } else if (active) {
        repeat(member.getKey(), member.getValue());
      }
    }
    if (active && replica.mayServe()) {
      if (copy.state.wakeMillis() <= replica.timeMillis() && copy.log.end() == copy.commit()) {
        append(new Command.EndDue());
      }
      if (reads.isAsking()) {
        askToConfirm();
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
