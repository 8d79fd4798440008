// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.step.Notice;
import dev.larder.cluster.topology.ProcessId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What goes wrong in one run, drawn from its seed: some at any time, some just when a node takes
 * over, serves or asks the register.
 */
final class FaultPlan {
  private static final int SECOND = 1_000_000;

  /** Longer than it takes to declare a loss; in long runs one island lasts so long. */
  private static final int LONG_ISLAND_MICROS = 18 * SECOND;

  /** Nothing. */
  static final FaultPlan NONE = new FaultPlan(new Random(0), 0, 0);

  private final Random random;
  private final int aimedPerCent;
  private final int endMicros;
  private Faults usual = Faults.NONE;
  private boolean healed;

  private FaultPlan(Random random, int aimedPerCent, int endMicros) {
    this.random = random;
    this.aimedPerCent = aimedPerCent;
    this.endMicros = endMicros;
  }

  /** Draws a plan and lets it begin. */
  static FaultPlan begin(World world, int endMicros) {
    FaultPlan plan = new FaultPlan(world.random, world.random.nextInt(4) * 10, endMicros);
    plan.usual = Faults.drawn(world.random);
    world.network.misbehave(plan.usual);
    world.register.misbehave(world.random.nextBoolean() ? 0 : world.random.nextInt(400));
    world.follow(plan);
    if (endMicros > LONG_ISLAND_MICROS) {
      world.timeline.after(SECOND, () -> plan.island(world, LONG_ISLAND_MICROS));
    }
    int strikes = 1 + world.random.nextInt(8);
    for (int strike = 0; strike < strikes; strike++) {
      world.timeline.after(SECOND / 2 + world.random.nextInt(endMicros), () -> plan.strike(world));
    }
    return plan;
  }

  /** Everything works again. */
  void heal(World world) {
    healed = true;
    world.story.tell("world", () -> "heals");
    world.network.mend();
    world.network.misbehave(Faults.NONE);
    world.register.mend();
    world.register.misbehave(0);
    world.alive().forEach(node -> node.suspectWithoutCause(Set.of()));
    world.alive().forEach(SimulatedNode::resume);
  }

  private void strike(World world) {
    List<SimulatedNode> alive = world.alive();
    if (!healed && !alive.isEmpty()) {
      strike(world, alive.get(random.nextInt(alive.size())));
    }
  }

  /** A node just did something delicate. */
  void aim(World world, SimulatedNode node, Notice notice) {
    if (!healed && aimedPerCent > 0 && random.nextInt(100) < aimedPerCent) {
      world.timeline.after(random.nextInt(3_000), () -> aimAt(world, node));
    }
  }

  private void aimAt(World world, SimulatedNode node) {
    if (healed || node.isCrashed()) {
      return;
    }
    if (random.nextBoolean()) {
      isolate(world, node);
    } else {
      confuse(world);
    }
    suspectEverybody(world, node);
  }

  /** For a while messages arrive long after others, and nobody hears what became of a swap. */
  private void confuse(World world) {
    world.story.tell("world", () -> "messages and swaps take long");
    world.network.misbehave(new Faults(0, 100, 400));
    world.register.misbehave(600);
    world.timeline.after(
        random.nextInt(3 * SECOND),
        () -> {
          if (!healed) {
            world.network.misbehave(usual);
            world.register.misbehave(0);
          }
        });
  }

  private void strike(World world, SimulatedNode node) {
    switch (random.nextInt(9)) {
      case 0 -> world.crash(node, SECOND + random.nextInt(5 * SECOND));
      case 1 -> pause(world, node, random.nextInt(4 * SECOND));
      case 2 -> pause(world, node, random.nextInt(15 * SECOND));
      case 3 -> isolate(world, node);
      case 4 -> cutOneWay(world, node);
      case 5 -> cutOffRegister(world, List.of(node), random.nextInt(20 * SECOND));
      case 6 -> cutOffRegister(world, world.alive(), random.nextInt(15 * SECOND));
      case 7 -> island(world, 5 * SECOND + random.nextInt(15 * SECOND));
      default -> suspectEverybody(world, node);
    }
  }

  private void pause(World world, SimulatedNode node, int micros) {
    world.story.tell(node.id.name(), () -> "is paused");
    node.pause();
    world.timeline.after(
        micros,
        () -> {
          world.story.tell(node.id.name(), () -> "goes on");
          node.resume();
        });
  }

  private void isolate(World world, SimulatedNode node) {
    world.story.tell(node.id.name(), () -> "is cut off from the other nodes");
    boolean callersToo = random.nextBoolean();
    Set<String> others = new HashSet<>();
    world.nodes.forEach(other -> others.add(other.id.name()));
    if (callersToo) {
      world.callers.forEach(caller -> others.add(caller.id.name()));
    }
    others.remove(node.id.name());
    others.stream()
        .sorted()
        .forEach(other -> cut(world, node.id.name(), other, random.nextInt(8 * SECOND)));
  }

  private void cut(World world, String one, String other, int micros) {
    world.network.cut(one, other);
    world.network.cut(other, one);
    world.timeline.after(
        micros,
        () -> {
          world.network.mend(one, other);
          world.network.mend(other, one);
        });
  }

  /** All nodes but one see one another and the callers, and neither that one nor the register. */
  private void island(World world, int micros) {
    List<SimulatedNode> alive = world.alive();
    SimulatedNode alone = alive.get(random.nextInt(alive.size()));
    world.story.tell("world", () -> "all but " + alone.id.name() + " are an island");
    for (SimulatedNode other : world.alive()) {
      if (other != alone) {
        cut(world, alone.id.name(), other.id.name(), micros);
        cutOffRegister(world, List.of(other), micros);
      }
    }
  }

  private void cutOneWay(World world, SimulatedNode node) {
    List<SimulatedNode> alive = world.alive();
    SimulatedNode other = alive.get(random.nextInt(alive.size()));
    String from = node.id.name();
    String to = other.id.name();
    world.story.tell(from, () -> "is not heard by " + to);
    world.network.cut(from, to);
    world.timeline.after(random.nextInt(8 * SECOND), () -> world.network.mend(from, to));
  }

  private void cutOffRegister(World world, List<SimulatedNode> nodes, int micros) {
    for (SimulatedNode node : nodes) {
      String name = node.id.name();
      world.story.tell(name, () -> "is cut off from the register");
      world.register.cutOff(name);
      world.timeline.after(micros, () -> world.register.mend(name));
    }
  }

  private void suspectEverybody(World world, SimulatedNode node) {
    world.story.tell("world", () -> node.id.name() + " is suspected without cause");
    Set<ProcessId> it = Set.of(node.id);
    for (SimulatedNode other : world.alive()) {
      if (other != node) {
        other.suspectWithoutCause(it);
        world.timeline.after(random.nextInt(2 * SECOND), () -> other.suspectWithoutCause(Set.of()));
      }
    }
  }

  int endMicros() {
    return endMicros;
  }
}
