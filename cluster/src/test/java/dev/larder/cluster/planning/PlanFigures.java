// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Member;
import dev.larder.cluster.topology.ProcessId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be counted of a plan. */
final class PlanFigures {
  private final List<Member> members;
  private final AssignmentPlan plan;
  final Map<ProcessId, String> zoneOf = new HashMap<>();
  final Map<ProcessId, Integer> copies = new HashMap<>();
  final Map<ProcessId, Integer> owned = new HashMap<>();
  final Map<String, Integer> copiesOfZone = new HashMap<>();

  PlanFigures(List<Member> members, AssignmentPlan plan) {
    this.members = members;
    this.plan = plan;
    for (Member member : members) {
      zoneOf.put(member.id(), member.zone());
      copies.put(member.id(), 0);
      owned.put(member.id(), 0);
    }
    for (Target target : plan.targets()) {
      owned.merge(target.owner(), 1, Integer::sum);
      for (ProcessId holder : target.copies()) {
        copies.merge(holder, 1, Integer::sum);
        copiesOfZone.merge(zoneOf.get(holder), 1, Integer::sum);
      }
    }
  }

  int zones() {
    return new HashSet<>(zoneOf.values()).size();
  }

  boolean zonesAreEqual() {
    Map<String, Long> sizes =
        members.stream().collect(Collectors.groupingBy(Member::zone, Collectors.counting()));
    return new HashSet<>(sizes.values()).size() == 1;
  }

  int zonesOf(Target target) {
    return target.copies().stream().map(zoneOf::get).collect(Collectors.toSet()).size();
  }

  static int spread(Map<ProcessId, Integer> loads) {
    return Collections.max(loads.values()) - Collections.min(loads.values());
  }

  static int squares(Collection<Integer> loads) {
    return loads.stream().mapToInt(load -> load * load).sum();
  }

  /** How many copies stand where none is in sync at present. */
  static int newCopies(AssignmentPlan plan, AssignmentTable present) {
    int count = 0;
    for (int partition = 0; partition < plan.targets().size(); partition++) {
      for (ProcessId holder : plan.of(partition).copies()) {
        count += present.of(partition).isInSync(holder) ? 0 : 1;
      }
    }
    return count;
  }

  /** Whom this node could pass a partition to, and these one of theirs in turn, and so on. */
  Set<ProcessId> heirsOf(ProcessId node) {
    Set<ProcessId> heirs = new HashSet<>(Set.of(node));
    Deque<ProcessId> queue = new ArrayDeque<>(heirs);
    while (!queue.isEmpty()) {
      ProcessId owner = queue.remove();
      plan.targets().stream()
          .filter(target -> target.owner().equals(owner))
          .flatMap(target -> target.copies().stream())
          .filter(heirs::add)
          .forEach(queue::add);
    }
    return heirs;
  }
}
