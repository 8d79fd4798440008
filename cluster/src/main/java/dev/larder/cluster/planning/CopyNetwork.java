// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import dev.larder.cluster.planning.Shares.Share;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies flow from partitions through zones to nodes; a new copy costs more than all that are kept.
 * A partition sends one copy to each of as many zones as it can reach, and any further ones to any
 * zone.
 */
final class CopyNetwork {
  private static final int OWNER_COST = 0;
  private static final int IN_SYNC_COST = 1; // of two copies to be dropped rather that one

  private final List<Member> members;
  private final AssignmentTable present;
  private final int copies;
  private final int partitions;
  private final List<List<Integer>> zones;
  private final CheapestFlow flow = new CheapestFlow();
  private final int[] nodes;
  private final int[][] arcs; // by partition and node

  CopyNetwork(List<Member> members, AssignmentTable present, int copies) {
    this.members = members;
    this.present = present;
    this.copies = copies;
    partitions = present.assignments().size();
    nodes = new int[members.size()];
    arcs = new int[partitions][members.size()];
    Map<String, List<Integer>> byName = new TreeMap<>();
    for (int node = 0; node < nodes.length; node++) {
      nodes[node] = flow.point();
      byName.computeIfAbsent(members.get(node).zone(), zone -> new ArrayList<>()).add(node);
    }
    zones = List.copyOf(byName.values());
  }

  /** The numbers of the nodes that hold a copy, of each partition. */
  List<List<Integer>> solve() {
    Shares.of(zones, partitions, copies).forEach(this::drain);
    for (int partition = 0; partition < partitions; partition++) {
      fill(partition);
    }
    int placed = flow.run();
    if (placed != partitions * copies) {
      throw new IllegalStateException(
          "plan: " + placed + " of " + partitions + " x " + copies + " copies have a place");
    }
    List<List<Integer>> holders = new ArrayList<>();
    for (int[] row : arcs) {
      List<Integer> holding = new ArrayList<>();
      for (int node = 0; node < row.length; node++) {
        if (flow.through(row[node]) == 1) {
          holding.add(node);
        }
      }
      holders.add(holding);
    }
    return holders;
  }

  /** Lets nodes take at least the floor of their share, and some of them one more. */
  private void drain(Share share) {
    int extras = flow.point();
    flow.arc(extras, CheapestFlow.SINK, share.extras(), 0);
    for (int node : share.nodes()) {
      flow.arc(nodes[node], extras, 1, 0);
      flow.arc(nodes[node], CheapestFlow.SINK, share.floor(), 0);
    }
  }

  private void fill(int partition) {
    int spread = Math.min(copies, zones.size());
    int each = flow.point();
    int further = flow.point();
    flow.arc(CheapestFlow.SOURCE, each, spread, 0);
    flow.arc(CheapestFlow.SOURCE, further, copies - spread, 0);
    for (List<Integer> zone : zones) {
      int inZone = flow.point();
      flow.arc(each, inZone, 1, 0);
      flow.arc(further, inZone, copies - spread, 0);
      for (int index = 0; index < zone.size(); index++) {
        int node = zone.get((index + partition) % zone.size()); // else neighbours would pair up
        arcs[partition][node] = flow.arc(inZone, nodes[node], 1, costOf(partition, node));
      }
    }
  }

  private int costOf(int partition, int node) {
    Assignment assignment = present.of(partition);
    if (!assignment.isInSync(members.get(node).id())) {
      return partitions * copies + 1;
    }
    return assignment.owner().equals(members.get(node).id()) ? OWNER_COST : IN_SYNC_COST;
  }
}
