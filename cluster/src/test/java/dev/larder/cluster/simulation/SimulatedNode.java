// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.membership.Membership;
import dev.larder.cluster.membership.MembershipOutbox;
import dev.larder.cluster.message.Message;
import dev.larder.cluster.message.NodeMessage;
import dev.larder.cluster.message.PartitionMessage;
import dev.larder.cluster.planning.AssignmentPlan;
import dev.larder.cluster.planning.AssignmentPlanner;
import dev.larder.cluster.planning.Target;
import dev.larder.cluster.replica.Replica;
import dev.larder.cluster.step.Notice;
import dev.larder.cluster.step.Outbox;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Member;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.HoldLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node: its machines, and the driver that a real node has around them. */
final class SimulatedNode implements NodeMessage.Handler {
  private static final int TICK_MICROS = 50_000;
  private static final int BEACON_TICKS = 4;

  final ProcessId id;
  final List<Replica> replicas = new ArrayList<>();
  private final World world;
  private final ProcessClock clock;
  private final Membership membership;
  private final Deque<Runnable> followUps = new ArrayDeque<>();
  private final Deque<Runnable> heardWhilePaused = new ArrayDeque<>();
  private final Outbox out = new CopyOutbox();
  private final RegisterDoor door = new RegisterDoor();
  private Set<ProcessId> suspectedWithoutCause = Set.of();
  private Set<ProcessId> suspected = Set.of();
  private boolean paused;
  private boolean answersAtOnce;
  private boolean crashed;
  private AssignmentTable plannedFrom;
  private List<Member> plannedFor = List.of();
  private AssignmentPlan planned;
  private int ticks;

  SimulatedNode(World world, ProcessId id) {
    this.world = world;
    this.id = id;
    this.clock = new ProcessClock(world.timeline, world.random);
    this.membership = new Membership(id, world.timing, door);
    for (int partition = 0; partition < world.partitions(); partition++) {
      replicas.add(
          new Replica(id, partition, world.timing, HoldLimits.DEFAULT, clock.millis(), out));
    }
    world.network.join(id, this::receive);
    world.timeline.after(world.random.nextInt(TICK_MICROS), this::tick);
  }

  boolean isCrashed() {
    return crashed;
  }

  /** Whether what it answers now rests on what it knows now, not on what others said before. */
  boolean answersAtOnce() {
    return answersAtOnce;
  }

  void crash() {
    crashed = true;
    world.network.leave(id);
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    while (!crashed && !paused && !heardWhilePaused.isEmpty()) {
      step(heardWhilePaused.remove());
    }
  }

  /** Makes the node believe for a while that it does not hear of others. */
  void suspectWithoutCause(Set<ProcessId> others) {
    suspectedWithoutCause = Set.copyOf(others);
    perform(this::tellSuspects);
  }

  private void tellSuspects() {
    Set<ProcessId> all = new HashSet<>(suspected);
    all.addAll(suspectedWithoutCause);
    replicas.forEach(replica -> replica.onSuspects(all, clock.millis(), out));
  }

  private void tick() {
    if (crashed) {
      return;
    }
    world.timeline.after(TICK_MICROS, this::tick);
    if (!paused) {
      step(this::tickNow);
    }
  }

  private void tickNow() {
    membership.onNodes(world.nodesInRegister(), clock.millis(), door);
    membership.onTick(clock.millis(), door);
    if (ticks++ % BEACON_TICKS == 0) {
      membership.others().forEach(this::beacon);
    }
    replicas.forEach(replica -> replica.onTick(clock.millis(), out));
  }

  private void plan(AssignmentTable table) {
    List<Member> members =
        membership.live().stream().sorted().map(node -> new Member(node, "zone")).toList();
    if (!table.equals(plannedFrom) || !members.equals(plannedFor)) {
      plannedFrom = table;
      plannedFor = members;
      planned = AssignmentPlanner.plan(members, table, world.copies());
    }
    for (int partition = 0; partition < replicas.size(); partition++) {
      Target target = planned.of(partition);
      replicas.get(partition).onTarget(target, membership.live(), clock.millis(), out);
    }
  }

  private void beacon(ProcessId other) {
    List<NodeMessage.Line> lines = new ArrayList<>();
    for (Replica replica : replicas) {
      Optional<NodeMessage.Line> line = replica.lineTo(other, clock.millis(), out);
      line.ifPresent(lines::add);
    }
    world.network.send(id, other, new NodeMessage.Beacon(clock.millis(), lines));
  }

  private void receive(Message message, ProcessId from) {
    perform(() -> take(message, from));
  }

  private void take(Message message, ProcessId from) {
    membership.onHeard(from, clock.millis());
    if (message instanceof NodeMessage toNode) {
      toNode.deliverTo(this, from);
    } else if (message instanceof PartitionMessage toPartition) {
      answersAtOnce = toPartition instanceof PartitionMessage.Call;
      replicas.get(toPartition.partition()).onMessage(toPartition, from, clock.millis(), out);
    }
  }

  @Override
  public void onBeacon(NodeMessage.Beacon beacon, ProcessId from) {
    List<NodeMessage.Line> granted = new ArrayList<>();
    for (NodeMessage.Line line : beacon.owned()) {
      if (replicas.get(line.partition()).onBeacon(line, from, clock.millis(), out)) {
        granted.add(line);
      }
    }
    if (!granted.isEmpty()) {
      world.network.send(id, from, new NodeMessage.Grants(beacon.sentMillis(), granted));
    }
  }

  @Override
  public void onGrants(NodeMessage.Grants grants, ProcessId from) {
    for (NodeMessage.Line line : grants.granted()) {
      replicas.get(line.partition()).onGrant(line, from, grants.sentMillis(), clock.millis(), out);
    }
  }

  /** Lets the node do something, now or when it goes on. */
  private void perform(Runnable input) {
    if (crashed) {
      return;
    }
    if (paused) {
      heardWhilePaused.add(input);
    } else {
      step(input);
    }
  }

  private void step(Runnable input) {
    answersAtOnce = false;
    input.run();
    while (!followUps.isEmpty()) {
      followUps.remove().run();
    }
    world.invariants.afterStep(this);
  }

  /** What a copy wants done. */
  private final class CopyOutbox implements Outbox {
    @Override
    public void send(ProcessId to, Message message) {
      world.invariants.onSend(SimulatedNode.this, message);
      world.network.send(id, to, message);
    }

    @Override
    public void propose(int partition, Assignment present, Assignment next) {
      world.story.tell(id.name(), () -> "asks for " + World.words(partition, next));
      followUps.add(() -> membership.onMove(partition, present, next, clock.millis(), door));
    }

    @Override
    public void announce(Notice notice) {
      world.story.tell(id.name(), notice::toString);
      world.aim(SimulatedNode.this, notice);
    }

    @Override
    public Nonce nonce() {
      return world.nonce();
    }
  }

  /** What the membership wants done. */
  private final class RegisterDoor implements MembershipOutbox {
    @Override
    public void readTable() {
      long askedMillis = clock.millis();
      world.register.read(
          id.name(),
          new SimulatedRegister.Reader() {
            @Override
            public void found(long version, Nonce nonce, AssignmentTable table) {
              perform(
                  () ->
                      membership.onTable(version, nonce, table, askedMillis, clock.millis(), door));
            }

            @Override
            public void failed() {
              perform(() -> membership.onNoTable(clock.millis(), door));
            }
          });
    }

    @Override
    public void swapTable(long expected, AssignmentTable next, Nonce attempt) {
      world.register.swap(
          id.name(),
          expected,
          next,
          attempt,
          new SimulatedRegister.Swapper() {
            @Override
            public void won(long version) {
              perform(() -> membership.onWon(version, clock.millis(), door));
            }

            @Override
            public void refused(long version, Nonce nonce, AssignmentTable table) {
              perform(() -> membership.onRefused(version, nonce, table, clock.millis(), door));
            }

            @Override
            public void unknown() {
              perform(() -> membership.onUnknown(clock.millis(), door));
            }
          });
    }

    @Override
    public void assign(int partition, Assignment assignment) {
      followUps.add(() -> replicas.get(partition).onAssignment(assignment, clock.millis(), out));
    }

    @Override
    public void refuse(int partition, Assignment next) {
      followUps.add(() -> replicas.get(partition).onRefusedMove(next, clock.millis(), out));
    }

    @Override
    public void renew(long untilMillis) {
      followUps.add(
          () -> {
            replicas.forEach(copy -> copy.onRenewed(untilMillis, clock.millis(), out));
            membership.table().ifPresent(SimulatedNode.this::plan);
          });
    }

    @Override
    public void suspect(Set<ProcessId> suspects) {
      suspected = Set.copyOf(suspects);
      followUps.add(SimulatedNode.this::tellSuspects);
    }

    @Override
    public void announce(Notice notice) {
      world.story.tell(id.name(), notice::toString);
    }

    @Override
    public Nonce nonce() {
      return world.nonce();
    }
  }
}
