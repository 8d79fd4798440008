// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.cluster.planning.RandomCluster.Shape;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.Member;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The moves towards a target. */
class TargetTest {
  private static final Nonce NONCE = new Nonce(0, 0);
  private static final ProcessId A = node("a");
  private static final ProcessId B = node("b");
  private static final ProcessId C = node("c");
  private static final ProcessId D = node("d");
  private static final Set<ProcessId> ALL = Set.of(A, B, C, D);
  private static final int CLUSTERS = 60;

  private static ProcessId node(String name) {
    return new ProcessId(name, new UUID(0, name.hashCode()));
  }

  private static Target target(ProcessId... copies) {
    return new Target(copies[0], List.of(copies));
  }

  private static Assignment present(ProcessId... inSync) {
    return new Assignment(1, 1, 1, inSync[0], List.of(inSync), Optional.empty(), NONCE);
  }

  @Test
  void nextMove_targetReached_isNone() {
    assertThat(target(A, B).nextMove(present(A, B), ALL)).isEmpty();
    assertThat(target(A, B, C).nextMove(present(A, C, B), ALL)).isEmpty();
  }

  @Test
  void nextMove_allDifferent_addsThenHandsOverThenDrops() {
    Target target = target(C, D);
    Assignment assignment = present(A, B);

    for (Move expected :
        List.of(new Move.Add(C), new Move.Add(D), new Move.HandOver(C), new Move.Drop(A))) {
      Move move = target.nextMove(assignment, ALL).orElseThrow();
      assertThat(move).isEqualTo(expected);
      assignment = move.appliedTo(assignment, NONCE);
    }

    assertThat(target.nextMove(assignment, ALL)).contains(new Move.Drop(B));
  }

  @Test
  void nextMove_deadInSync_isDroppedFirst() {
    assertThat(target(A, C).nextMove(present(A, B), Set.of(A, C))).contains(new Move.Drop(B));
  }

  @Test
  void nextMove_deadOwner_isNone() {
    assertThat(target(B, C).nextMove(present(A, B), Set.of(B, C))).isEmpty();
  }

  @Test
  void nextMove_newHolderDied_keepsTheOldOne() {
    assertThat(target(A, C).nextMove(present(A, B), Set.of(A, B))).isEmpty();
  }

  @Test
  void nextMove_newOwnerDied_keepsTheOldOne() {
    assertThat(target(C, B).nextMove(present(A, B), Set.of(A, B))).isEmpty();
  }

  @Test
  void target_ownerNotFirst_isRefused() {
    assertThatThrownBy(() -> new Target(A, List.of(B, A)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nextMove_followedToTheEnd_reachesTheTargetAndNeverHasTooFewCopies() {
    forSeeds(
        cluster -> {
          int leaving = cluster.random.nextInt(Math.min(3, cluster.members.size()));
          Set<ProcessId> live = cluster.live();
          List<Member> staying = cluster.members.subList(leaving, cluster.members.size());
          AssignmentPlan plan = AssignmentPlanner.plan(staying, cluster.table, cluster.copies);

          for (int partition = 0; partition < plan.targets().size(); partition++) {
            Target target = plan.of(partition);
            Assignment last = follow(target, cluster.table.of(partition), live);
            assertThat(last.owner()).isEqualTo(target.owner());
            assertThat(last.inSync()).containsExactlyInAnyOrderElementsOf(target.copies());
          }
        });
  }

  @Test
  void nextMove_holdersDieOnTheWay_neverHasTooFewCopies() {
    forSeeds(
        cluster -> {
          AssignmentPlan plan = cluster.plan();
          Set<ProcessId> live = new HashSet<>(cluster.live());
          live.remove(cluster.members.get(0).id());

          for (int partition = 0; partition < plan.targets().size(); partition++) {
            Assignment unused = follow(plan.of(partition), cluster.table.of(partition), live);
          }
        });
  }

  private static Assignment follow(Target target, Assignment start, Set<ProcessId> live) {
    Assignment assignment = start;
    int mostMoves = start.inSync().size() + target.copies().size() + 1;
    Optional<Move> move = target.nextMove(assignment, live);
    while (move.isPresent()) {
      assertThat(mostMoves--).as("moves left").isPositive();
      if (move.get() instanceof Move.HandOver) {
        assertThat(assignment.inSync()).contains(move.get().member());
      }
      if (!(move.get() instanceof Move.Drop)) {
        assertThat(live).contains(move.get().member());
      }
      long before = liveCopies(assignment, live);
      assignment = move.get().appliedTo(assignment, NONCE);
      assertThat(liveCopies(assignment, live))
          .as("%s", move)
          .isGreaterThanOrEqualTo(Math.min(target.copies().size(), before));
      move = target.nextMove(assignment, live);
    }
    return assignment;
  }

  private static long liveCopies(Assignment assignment, Set<ProcessId> live) {
    return assignment.inSync().stream().filter(live::contains).count();
  }

  /** What is said of one cluster. */
  private interface Property {
    void check(RandomCluster cluster);
  }

  private static void forSeeds(Property property) {
    Long given = Long.getLong("test.seed");
    long first = given == null ? new SplittableRandom().nextLong() : given;
    int count = given == null ? CLUSTERS : 1;
    System.out.println("TargetTest: " + count + " seeds from " + first);
    for (long seed = first; seed < first + count; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomCluster cluster = new RandomCluster(Shape.any(random), random);
      cluster.evolve(random.nextInt(8));
      try {
        property.check(cluster);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("run it again with -Dtest.seed=" + seed, failure);
      }
    }
  }
}
