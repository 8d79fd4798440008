// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.cluster.planning.RandomCluster.Shape;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Member;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What holds of the plans for random clusters. A seed makes one cluster; {@code -Dtest.seed=} runs
 * that one again.
 */
class AssignmentPlannerTest {
  private static final int CLUSTERS = 150;

  /** What is said of one cluster. */
  private interface Property {
    void check(RandomCluster cluster);
  }

  private static void forAnyCluster(Property property) {
    forSeeds(
        random -> {
          RandomCluster cluster = new RandomCluster(Shape.any(random), random);
          cluster.evolve(random.nextInt(8));
          return cluster;
        },
        property);
  }

  private static void forSettledClusters(int zones, Property property) {
    forSeeds(
        random -> {
          Shape any = Shape.any(random);
          RandomCluster cluster =
              new RandomCluster(
                  new Shape(any.nodes() + any.copies(), zones, any.partitions(), any.copies()),
                  random);
          cluster.evolve(random.nextInt(6));
          cluster.bury();
          cluster.settle();
          return cluster;
        },
        property);
  }

  /** How a cluster is drawn. */
  private interface Draw {
    RandomCluster from(SplittableRandom random);
  }

  private static void forSeeds(Draw draw, Property property) {
    Long given = Long.getLong("test.seed");
    long first = given == null ? new SplittableRandom().nextLong() : given;
    int count = given == null ? CLUSTERS : 1;
    System.out.println("AssignmentPlannerTest: " + count + " seeds from " + first);
    for (long seed = first; seed < first + count; seed++) {
      try {
        property.check(draw.from(new SplittableRandom(seed)));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("run it again with -Dtest.seed=" + seed, failure);
      }
    }
  }

  @Test
  void plan_anyCluster_hasAllCopiesInAsManyZonesAsCanBe() {
    forAnyCluster(
        cluster -> {
          AssignmentPlan plan = cluster.plan();
          PlanFigures figures = new PlanFigures(cluster.members, plan);
          int copies = Math.min(cluster.copies, cluster.members.size());

          assertThat(plan.targets())
              .as("%s", cluster)
              .hasSameSizeAs(cluster.table.assignments())
              .allSatisfy(
                  target -> {
                    assertThat(target.copies()).hasSize(copies).doesNotHaveDuplicates();
                    assertThat(cluster.live()).containsAll(target.copies());
                    assertThat(figures.zonesOf(target))
                        .isEqualTo(Math.min(copies, figures.zones()));
                  });
        });
  }

  /**
   * Of two nodes that differ by two copies or more, the fuller could give one to the other but that
   * a zone forbids it: its own, which has one copy of each partition and needs it, or the other's,
   * which has one of each and may have no second.
   */
  @Test
  void plan_anyCluster_spreadsCopiesAsEvenlyAsZonesAllow() {
    forAnyCluster(
        cluster -> {
          PlanFigures figures = new PlanFigures(cluster.members, cluster.plan());
          int copies = Math.min(cluster.copies, cluster.members.size());

          for (Member full : cluster.members) {
            assertThat(cluster.members)
                .as("%s beside %s in %s", full, figures.copies, cluster)
                .allMatch(
                    other ->
                        figures.copies.get(full.id()) - figures.copies.get(other.id()) < 2
                            || zoneForbids(cluster, figures, copies, List.of(full, other)));
          }
        });
  }

  private static boolean zoneForbids(
      RandomCluster cluster, PlanFigures figures, int copies, List<Member> fromAndTo) {
    String from = fromAndTo.get(0).zone();
    String to = fromAndTo.get(1).zone();
    int partitions = cluster.table.assignments().size();
    boolean needsIts = copies >= figures.zones() && figures.copiesOfZone.get(from) == partitions;
    boolean mayHaveNoMore = copies <= figures.zones() && figures.copiesOfZone.get(to) == partitions;
    return !from.equals(to) && (needsIts || mayHaveNoMore);
  }

  @Test
  void plan_equalZones_differsByAtMostOneInCopiesAndInOwned() {
    forSeeds(
        random -> {
          Shape any = Shape.any(random);
          int zones = Math.min(any.zones(), any.nodes());
          return new RandomCluster(
              new Shape(any.nodes() / zones * zones, zones, any.partitions(), any.copies()),
              random);
        },
        cluster -> {
          PlanFigures figures = new PlanFigures(cluster.members, cluster.plan());

          assertThat(figures.zonesAreEqual()).isTrue();
          assertThat(PlanFigures.spread(figures.copies)).as("%s", cluster).isLessThanOrEqualTo(1);
          assertThat(PlanFigures.spread(figures.owned)).as("%s", cluster).isLessThanOrEqualTo(1);
        });
  }

  /** No node passes ownership on, over as many others as you like, to one that owns two less. */
  @Test
  void plan_anyCluster_spreadsOwnersAsEvenlyAsTheCopiesPermit() {
    forAnyCluster(
        cluster -> {
          PlanFigures figures = new PlanFigures(cluster.members, cluster.plan());

          for (Member member : cluster.members) {
            int owned = figures.owned.get(member.id());
            assertThat(figures.heirsOf(member.id()))
                .as("heirs of %s in %s", member, cluster)
                .allMatch(heir -> owned - figures.owned.get(heir) < 2);
          }
        });
  }

  @Test
  void plan_ofItsOwnResult_changesNothing() {
    forAnyCluster(
        cluster -> {
          AssignmentPlan plan = cluster.plan();

          cluster.settle();

          assertThat(cluster.plan()).as("%s", cluster).isEqualTo(plan);
        });
  }

  @Test
  void plan_membersInAnotherOrder_isTheSame() {
    forAnyCluster(
        cluster -> {
          AssignmentPlan plan = cluster.plan();

          Collections.shuffle(cluster.members, new Random(cluster.random.nextLong()));

          assertThat(cluster.plan()).as("%s", cluster).isEqualTo(plan);
        });
  }

  @Test
  void plan_nodeJoinsOneZone_movesItsShareAndNothingElse() {
    forSettledClusters(
        1,
        cluster -> {
          Member joined = cluster.join();
          AssignmentPlan plan = cluster.plan();
          PlanFigures figures = new PlanFigures(cluster.members, plan);

          assertThat(PlanFigures.newCopies(plan, cluster.table))
              .as("%s", cluster)
              .isEqualTo(figures.copies.get(joined.id()));
        });
  }

  /** In a small cluster a copy may have to make room for one that has no other place. */
  @Test
  void plan_nodeDiesInOneZone_replacesItsCopiesAndHardlyMore() {
    forSettledClusters(
        1,
        cluster -> {
          PlanFigures before = new PlanFigures(cluster.members, cluster.plan());
          Member dead = cluster.fail();
          AssignmentPlan plan = cluster.plan();
          if (cluster.members.size() >= cluster.copies) {
            assertThat(PlanFigures.newCopies(plan, cluster.table))
                .as("%s", cluster)
                .isLessThanOrEqualTo(before.copies.get(dead.id()) + cluster.copies);
          }
        });
  }

  @Test
  void plan_noMember_isRefused() {
    ProcessId node = new ProcessId("n", new UUID(0, 1));
    AssignmentTable table = AssignmentTable.first(new UUID(0, 0), 3, node, new Nonce(0, 0));
    List<Member> twice = List.of(new Member(node, "a"), new Member(node, "b"));

    assertThatThrownBy(() -> AssignmentPlanner.plan(new ArrayList<>(), table, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AssignmentPlanner.plan(twice, table, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AssignmentPlanner.plan(twice.subList(0, 1), table, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plan_oneMember_givesItAll() {
    ProcessId node = new ProcessId("n", new UUID(0, 1));
    AssignmentTable table = AssignmentTable.first(new UUID(0, 0), 3, node, new Nonce(0, 0));

    assertThat(AssignmentPlanner.plan(List.of(new Member(node, "a")), table, 2).targets())
        .containsOnly(new Target(node, List.of(node)));
  }
}
