// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.message.CallerMessage;
import dev.larder.cluster.message.Message;
import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.replica.Replica;
import dev.larder.cluster.state.PartitionState;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.FillAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold after every event, by the numbers of PROTOCOL section 17; sees all nodes. */
final class Invariants {
  private final World world;
  private final Map<Office, ProcessId> owners = new HashMap<>();
  private final Map<Integer, Long> newestActive = new HashMap<>();
  private final Map<Seat, Seen> seen = new HashMap<>();
  private final Map<Numbered, Result> results = new HashMap<>();

  /** The right to own a partition. */
  private record Office(int partition, long epoch) {}

  /** A request: callers number them in each partition. */
  private record Numbered(int partition, RequestId request) {}

  /** One node's copy of a partition. */
  private record Seat(ProcessId node, int partition) {}

  /** What was seen of it last. */
  private record Seen(int generation, long epoch, long commit) {}

  Invariants(World world) {
    this.world = world;
  }

  void afterStep(SimulatedNode node) {
    for (int partition = 0; partition < node.replicas.size(); partition++) {
      check(node, partition, node.replicas.get(partition));
    }
  }

  private void check(SimulatedNode node, int partition, Replica replica) {
    Optional<Assignment> known = replica.known();
    if (known.isEmpty()) {
      return;
    }
    Assignment assignment = known.orElseThrow();
    Seat seat = new Seat(node.id, partition);
    Seen before =
        seen.put(seat, new Seen(assignment.generation(), assignment.epoch(), replica.commit()));
    if (before != null && before.epoch() > assignment.epoch()) {
      throw new Broken("I1", node.id + " went back to epoch " + assignment.epoch());
    }
    boolean same = before != null && before.generation() == assignment.generation();
    if (same && replica.role() != Replica.Role.NONE && before.commit() > replica.commit()) {
      throw new Broken("I5", node.id + " took back what was committed");
    }
    if (replica.role() == Replica.Role.ACTIVE) {
      newestActive.merge(partition, assignment.epoch(), Math::max);
      ProcessId other = owners.putIfAbsent(new Office(partition, assignment.epoch()), node.id);
      if (other != null && !other.equals(node.id)) {
        throw new Broken("I1", other + " and " + node.id + " own epoch " + assignment.epoch());
      }
    }
  }

  void onSend(SimulatedNode node, Message message) {
    if (message instanceof CallerMessage.Answer answer) {
      Numbered numbered = new Numbered(answer.partition(), answer.request());
      Result known = results.putIfAbsent(numbered, answer.result());
      if (known == null || !known.equals(answer.result())) {
        if (known != null && !isRead(known) && !isRead(answer.result())) {
          throw new Broken(
              "I7", answer.request() + " has two results: " + known + " and " + answer.result());
        }
        serves(node, answer.partition());
      } // else it is told again what stands in the log, which anybody may do at any time
    }
  }

  private void serves(SimulatedNode node, int partition) {
    Replica replica = node.replicas.get(partition);
    long epoch = replica.known().orElseThrow().epoch();
    long newest = newestActive.getOrDefault(partition, 0L);
    if (newest > epoch && node.answersAtOnce()) { // else it was proven while it was true
      throw new Broken("I2", node.id + " serves epoch " + epoch + " when " + newest + " is active");
    }
    heldByAll(node, partition, replica);
  }

  /** The result of a look may change from one attempt to the next; no other may. */
  private static boolean isRead(Result result) {
    return (result instanceof Result.OfOperation operation
            && operation.outcome().effect() == Effect.KEEP)
        || (result instanceof Result.OfFill fill
            && fill.answer() instanceof FillAnswer.Present<Payload>);
  }

  private void heldByAll(SimulatedNode owner, int partition, Replica replica) {
    long commit = replica.commit();
    Optional<Long> epoch = replica.epochAt(commit);
    for (ProcessId member : world.register.table().of(partition).inSync()) {
      Optional<SimulatedNode> alive = world.nodeOf(member);
      if (alive.isPresent() && epoch.isPresent()) {
        Replica other = alive.orElseThrow().replicas.get(partition);
        Optional<Long> there = other.epochAt(commit);
        boolean trimmed = other.commit() >= commit;
        if (!trimmed && !there.equals(epoch)) {
          throw new Broken(
              "I3",
              member
                  + " lacks "
                  + commit
                  + " of partition "
                  + partition
                  + ", which "
                  + owner.id
                  + " acknowledged");
        }
      }
    }
  }

  /** At the end: who has the same log has the same state. */
  void atRest() {
    for (int partition = 0; partition < world.partitions(); partition++) {
      Assignment assignment = world.register.table().of(partition);
      SimulatedNode owner =
          world
              .nodeOf(assignment.owner())
              .orElseThrow(() -> new Broken("I13", "the owner " + assignment.owner() + " is gone"));
      Replica copy = owner.replicas.get(partition);
      if (copy.role() != Replica.Role.ACTIVE) {
        throw new Broken("I13", "partition " + partition + " is not served: " + assignment);
      }
      if (assignment.inSync().size() < world.copies()) {
        throw new Broken("I13", "partition " + partition + " has too few copies: " + assignment);
      }
      for (ProcessId member : assignment.inSync()) {
        compare(partition, copy, member);
      }
    }
  }

  /** Whether every partition is served with all its copies, which have applied the same entries. */
  boolean isSettled() {
    for (int partition = 0; partition < world.partitions(); partition++) {
      int place = partition;
      Assignment assignment = world.register.table().of(partition);
      List<Replica> copies =
          assignment.inSync().stream()
              .flatMap(member -> world.nodeOf(member).stream())
              .map(node -> node.replicas.get(place))
              .toList();
      long states =
          copies.stream()
              .flatMap(copy -> copy.state().stream())
              .map(PartitionState::applied)
              .distinct()
              .count();
      if (copies.size() < world.copies()
          || copies.get(0).role() != Replica.Role.ACTIVE
          || states > 1) {
        return false;
      }
    }
    return true;
  }

  private void compare(int partition, Replica owner, ProcessId member) {
    Replica other =
        world
            .nodeOf(member)
            .orElseThrow(() -> new Broken("I13", member + " is in sync and gone"))
            .replicas
            .get(partition);
    String mine = owner.state().orElseThrow().digest();
    String its = other.state().map(state -> state.digest()).orElse("nothing");
    if (!mine.equals(its)) {
      throw new Broken(
          "I8", "partition " + partition + " is\n" + mine + "\nand at " + member + "\n" + its);
    }
  }
}
