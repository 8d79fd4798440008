// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * All assignments of a cluster, in the order of their partitions.
 *
 * @param incarnation of the cluster: another one knows nothing of this one's entries
 */
public record AssignmentTable(UUID incarnation, List<Assignment> assignments) {

  /** Keeps a copy of the list. */
  public AssignmentTable {
    assignments = List.copyOf(assignments);
    if (assignments.isEmpty()) {
      throw new IllegalArgumentException("assignment table: no partitions; at least 1 is needed");
    }
  }

  /** Every partition owned by the first node of a cluster. */
  public static AssignmentTable first(
      UUID incarnation, int partitions, ProcessId owner, Nonce nonce) {
    List<Assignment> all = new ArrayList<>(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      all.add(Assignment.first(owner, nonce));
    }
    return new AssignmentTable(incarnation, all);
  }

  /** The assignment of one partition. */
  public Assignment of(int partition) {
    return assignments.get(partition);
  }

  /** The same with another assignment for one partition. */
  public AssignmentTable with(int partition, Assignment assignment) {
    List<Assignment> changed = new ArrayList<>(assignments);
    changed.set(partition, assignment);
    return new AssignmentTable(incarnation, changed);
  }
}
