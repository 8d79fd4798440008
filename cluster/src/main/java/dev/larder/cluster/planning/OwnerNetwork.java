// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ownership flows from partitions to the nodes that hold a copy: as evenly as the copies permit,
 * and of all such ways by one that changes the fewest owners.
 */
final class OwnerNetwork {
  private static final int OWNER_COST = 0;
  private static final int IN_SYNC_COST = 2;
  private static final int NEW_COPY_COST = 3; // can own it only once its copy is complete

  private final List<Member> members;
  private final AssignmentTable present;
  private final List<List<Integer>> holders;
  private final CheapestFlow flow = new CheapestFlow();

  OwnerNetwork(List<Member> members, AssignmentTable present, List<List<Integer>> holders) {
    this.members = members;
    this.present = present;
    this.holders = holders;
  }

  /** The number of the owner of each partition. */
  List<Integer> solve() {
    int[] nodes = new int[members.size()];
    for (int node = 0; node < nodes.length; node++) {
      nodes[node] = flow.point();
    }
    spread(nodes);
    List<List<Integer>> arcs = new ArrayList<>();
    for (int partition = 0; partition < holders.size(); partition++) {
      int point = flow.point();
      flow.arc(CheapestFlow.SOURCE, point, 1, 0);
      List<Integer> row = new ArrayList<>();
      for (int holder : holders.get(partition)) {
        row.add(flow.arc(point, nodes[holder], 1, costOf(partition, holder)));
      }
      arcs.add(row);
    }
    if (flow.run() != holders.size()) {
      throw new IllegalStateException("plan: not every partition has an owner");
    }
    return IntStream.range(0, holders.size())
        .mapToObj(
            partition ->
                IntStream.range(0, arcs.get(partition).size())
                    .filter(index -> flow.through(arcs.get(partition).get(index)) == 1)
                    .mapToObj(holders.get(partition)::get)
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  /**
   * What a node owns costs more from one partition to the next, so the cheapest is the evenest. The
   * first few cost nothing: one less than the even part is within reach of every node, since each
   * could own its part of every partition it holds.
   */
  private void spread(int[] nodes) {
    int step = NEW_COPY_COST * holders.size() + 1; // more than all changes together
    int free = holders.size() / nodes.length - 1;
    int[] owned = new int[nodes.length];
    for (List<Integer> some : holders) {
      for (int holder : some) {
        owned[holder]++;
        int cost = step * Math.max(0, owned[holder] - free);
        flow.arc(nodes[holder], CheapestFlow.SINK, 1, cost);
      }
    }
  }

  private int costOf(int partition, int node) {
    Assignment assignment = present.of(partition);
    if (assignment.owner().equals(members.get(node).id())) {
      return OWNER_COST;
    }
    return assignment.isInSync(members.get(node).id()) ? IN_SYNC_COST : NEW_COPY_COST;
  }
}
