// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.state.PartitionState;
import dev.larder.cluster.step.Notice;
import dev.larder.cluster.step.Timing;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A whole cluster, its callers and its register in one thread, from one seed. */
final class World {
  final Timeline timeline = new Timeline();
  final Random random;
  final Timing timing = Timing.DEFAULT;
  final Story story;
  final Network network;
  final SimulatedRegister register;
  final RecordedHistory history = new RecordedHistory();
  final Invariants invariants = new Invariants(this);
  final List<SimulatedNode> nodes = new ArrayList<>();
  final List<SimulatedCaller> callers = new ArrayList<>();
  private final int partitions;
  private final int copies;
  private final int keys;
  private final Set<ProcessId> registered = new TreeSet<>();
  private FaultPlan plan = FaultPlan.NONE;
  private long nonces = 1;

  /** How much there is of everything. */
  record Size(int nodes, int callers, int partitions, int copies, int keys) {
    static final Size USUAL = new Size(3, 4, 2, 2, 3);
  }

  World(long seed, Size size, boolean told) {
    this.random = new Random(seed);
    this.story = new Story(timeline, told);
    this.network = new Network(timeline, random);
    this.partitions = size.partitions();
    this.copies = size.copies();
    this.keys = size.keys();
    List<ProcessId> ids = new ArrayList<>();
    for (int number = 1; number <= size.nodes(); number++) {
      ids.add(id("node" + number));
    }
    this.register = new SimulatedRegister(this, firstTable(ids, size));
    registered.addAll(ids);
    ids.forEach(id -> nodes.add(new SimulatedNode(this, id)));
    for (int number = 1; number <= size.callers(); number++) {
      callers.add(new SimulatedCaller(this, id("caller" + number), ids));
    }
  }

  private AssignmentTable firstTable(List<ProcessId> ids, Size size) {
    List<Assignment> assignments = new ArrayList<>();
    for (int partition = 0; partition < size.partitions(); partition++) {
      List<ProcessId> members = new ArrayList<>();
      for (int copy = 0; copy < size.copies(); copy++) {
        members.add(ids.get((partition + copy) % ids.size()));
      }
      assignments.add(new Assignment(1, 1, 1, members.get(0), members, Optional.empty(), nonce()));
    }
    return new AssignmentTable(new UUID(random.nextLong(), random.nextLong()), assignments);
  }

  private ProcessId id(String name) {
    return new ProcessId(name, new UUID(random.nextLong(), random.nextLong()));
  }

  Nonce nonce() {
    return new Nonce(random.nextLong(), nonces++);
  }

  int partitions() {
    return partitions;
  }

  int copies() {
    return copies;
  }

  /** Any of the keys. */
  String drawnKey() {
    return "k" + random.nextInt(keys);
  }

  Set<ProcessId> nodesInRegister() {
    return registered;
  }

  /** A node that runs, paused or not. */
  Optional<SimulatedNode> nodeOf(ProcessId id) {
    return nodes.stream().filter(node -> node.id.equals(id) && !node.isCrashed()).findFirst();
  }

  /** Nodes that run. */
  List<SimulatedNode> alive() {
    return nodes.stream().filter(node -> !node.isCrashed()).toList();
  }

  /** A node stops for ever, and its name is started anew so much later. */
  void crash(SimulatedNode node, long downMicros) {
    node.crash();
    story.tell(node.id.name(), () -> "crashes");
    timeline.after(
        downMicros,
        () -> {
          ProcessId again = id(node.id.name());
          registered.remove(node.id);
          registered.add(again);
          nodes.add(new SimulatedNode(this, again));
          story.tell(again.name(), () -> "starts again as " + again);
        });
  }

  void follow(FaultPlan faults) {
    plan = faults;
  }

  /** The register shows another table: of a partition that was lost every key may be absent. */
  void onTable(AssignmentTable before, AssignmentTable after) {
    for (int partition = 0; partition < partitions; partition++) {
      int place = partition;
      if (before.of(partition).generation() < after.of(partition).generation()) {
        story.tell("register", () -> "lost: " + words(place, after.of(place)));
        keysOf(partition).forEach(history::lose);
      } else if (!before.of(partition).equals(after.of(partition))) {
        story.tell("register", () -> words(place, after.of(place)));
      }
    }
  }

  private List<String> keysOf(int partition) {
    List<String> found = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      if (partitionOf(Payload.of("k" + key)) == partition) {
        found.add("k" + key);
      }
    }
    return found;
  }

  int partitionOf(Payload key) {
    return (PartitionState.positionOf(key) >>> 3) % partitions;
  }

  /** A narrow point of the protocol was reached: the plan may strike just there. */
  void aim(SimulatedNode node, Notice notice) {
    plan.aim(this, node, notice);
  }

  /** Runs until an instant. */
  void runUntil(long micros) {
    while (timeline.step(micros)) {
      // each step does one thing
    }
  }

  static String words(int partition, Assignment assignment) {
    return "partition "
        + partition
        + ", epoch "
        + assignment.epoch()
        + ", "
        + assignment.inSync()
        + (assignment.losing().isPresent() ? ", losing" : "");
  }

  static String words(String key, PlainOperation<Payload> operation) {
    Payload value = operation.decide(null, 0).value();
    return key
        + " "
        + operation.getClass().getSimpleName()
        + (value == null ? "" : " " + value.text());
  }

  static String words(String key, Outcome<Payload> outcome) {
    Payload before = outcome.before();
    return key + " " + outcome.verdict() + ", was " + (before == null ? "absent" : before.text());
  }
}
