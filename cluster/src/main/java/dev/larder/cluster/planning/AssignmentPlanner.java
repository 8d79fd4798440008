// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Member;
import dev.larder.cluster.topology.ProcessId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides where copies are to stand. Pure: all nodes that know the same members and the same table
 * make the same plan, in whatever order they know them.
 *
 * <p>In this order: a partition has as many copies as are wanted and there are nodes; they stand in
 * as many zones as they can; they are spread as evenly as that permits ({@link Shares}); as few as
 * can be are new. Then owners are spread evenly over the nodes, and as few as can be are new.
 */
public final class AssignmentPlanner {
  private final List<Member> members;
  private final AssignmentTable present;
  private final int copies;

  private AssignmentPlanner(List<Member> members, AssignmentTable present, int copies) {
    this.members = members;
    this.present = present;
    this.copies = copies;
  }

  /**
   * The best plan.
   *
   * @param members that are to hold copies: those that live and are not about to leave
   * @param copies of each partition, its owner's among them
   */
  public static AssignmentPlan plan(List<Member> members, AssignmentTable present, int copies) {
    Map<ProcessId, Member> byId = new TreeMap<>();
    members.forEach(member -> byId.put(member.id(), member));
    if (byId.size() != members.size() || members.isEmpty() || copies < 1) {
      throw new IllegalArgumentException(
          "plan: "
              + copies
              + " copies on "
              + members
              + "; at least 1 copy and 1 member are needed, and each member once");
    }
    return new AssignmentPlanner(
            List.copyOf(byId.values()), present, Math.min(copies, members.size()))
        .plan();
  }

  private AssignmentPlan plan() {
    List<List<Integer>> holders = new CopyNetwork(members, present, copies).solve();
    List<Integer> owners = new OwnerNetwork(members, present, holders).solve();
    List<Target> targets = new ArrayList<>();
    for (int partition = 0; partition < owners.size(); partition++) {
      int owner = owners.get(partition);
      List<ProcessId> ids = new ArrayList<>(List.of(members.get(owner).id()));
      holders.get(partition).stream()
          .filter(holder -> holder != owner)
          .forEach(holder -> ids.add(members.get(holder).id()));
      targets.add(new Target(ids.get(0), ids));
    }
    return new AssignmentPlan(targets);
  }
}
