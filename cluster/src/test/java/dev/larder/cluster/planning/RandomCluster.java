// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Member;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;

/** Members that come and go, and a table that follows them: all the way, or some of it. */
final class RandomCluster {
  private static final Nonce NONCE = new Nonce(0, 0);

  final SplittableRandom random;
  final int copies;
  final List<Member> members = new ArrayList<>();
  AssignmentTable table;
  private final int zones;
  private int joined;

  /**
   * What a cluster looks like.
   *
   * @param nodes how many it begins with, dealt to the zones in turn
   */
  record Shape(int nodes, int zones, int partitions, int copies) {
    static Shape any(SplittableRandom random) {
      return new Shape(
          random.nextInt(2, random.nextInt(3) == 0 ? 51 : 12),
          random.nextInt(1, 5),
          random.nextInt(3) == 0 ? 271 : random.nextInt(1, 64),
          random.nextInt(1, 4));
    }
  }

  RandomCluster(Shape shape, SplittableRandom random) {
    this.random = random;
    copies = shape.copies();
    zones = shape.zones();
    for (int node = 0; node < shape.nodes(); node++) {
      Member unused = join(node % zones);
    }
    table = AssignmentTable.first(new UUID(0, 0), shape.partitions(), members.get(0).id(), NONCE);
  }

  AssignmentPlan plan() {
    return AssignmentPlanner.plan(members, table, copies);
  }

  Set<ProcessId> live() {
    return members.stream().map(Member::id).collect(Collectors.toSet());
  }

  Member join() {
    return join(random.nextInt(zones));
  }

  private Member join(int zone) {
    joined++;
    Member member = new Member(new ProcessId("n" + joined, new UUID(0, joined)), "zone" + zone);
    members.add(random.nextInt(members.size() + 1), member);
    return member;
  }

  /** Somebody dies; what it owned is taken over, or lost. */
  Member fail() {
    Member dead = members.remove(random.nextInt(members.size()));
    replaceAll(
        (partition, present) -> present.owner().equals(dead.id()) ? takenOver(present) : present);
    return dead;
  }

  private Assignment takenOver(Assignment present) {
    Set<ProcessId> live = live();
    return present.inSync().stream()
        .filter(live::contains)
        .findFirst()
        .map(heir -> present.takenOverBy(heir, NONCE))
        .orElseGet(() -> present.lostTo(members.get(random.nextInt(members.size())).id(), NONCE));
  }

  /** The dead are dropped. */
  void bury() {
    Set<ProcessId> live = live();
    replaceAll(
        (partition, present) -> {
          Assignment rest = present;
          for (ProcessId member : present.inSync()) {
            rest = live.contains(member) ? rest : rest.evicting(member, NONCE);
          }
          return rest;
        });
  }

  /** The table becomes what the plan wants. */
  void settle() {
    AssignmentPlan plan = plan();
    replaceAll(
        (partition, present) -> {
          Target target = plan.of(partition);
          return new Assignment(1, 1, 1, target.owner(), target.copies(), Optional.empty(), NONCE);
        });
  }

  /** Some of the moves of a plan are made. */
  private void moveSome() {
    AssignmentPlan plan = plan();
    Set<ProcessId> live = live();
    replaceAll(
        (partition, present) -> {
          Assignment moved = present;
          for (int moves = random.nextInt(4); moves > 0; moves--) {
            Assignment last = moved;
            Optional<Move> move = plan.of(partition).nextMove(last, live);
            moved = move.map(one -> one.appliedTo(last, NONCE)).orElse(last);
          }
          return moved;
        });
  }

  /** Members come and go, moves are made or not. */
  void evolve(int steps) {
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          Member unused = join();
        }
        case 1 -> {
          if (members.size() > 2) {
            Member unused = fail();
          }
        }
        case 2 -> settle();
        default -> moveSome();
      }
    }
  }

  /** What becomes of an assignment. */
  private interface Change {
    Assignment of(int partition, Assignment present);
  }

  private void replaceAll(Change change) {
    List<Assignment> changed = new ArrayList<>();
    for (int partition = 0; partition < table.assignments().size(); partition++) {
      changed.add(change.of(partition, table.of(partition)));
    }
    table = new AssignmentTable(table.incarnation(), changed);
  }

  @Override
  public String toString() {
    return copies + " copies of " + table.assignments().size() + " partitions on " + members;
  }
}
