// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import java.util.List;

/** The targets of all partitions, in their order. */
public record AssignmentPlan(List<Target> targets) {

  /** Keeps a copy of the list. */
  public AssignmentPlan {
    targets = List.copyOf(targets);
  }

  /** The target of one partition. */
  public Target of(int partition) {
    return targets.get(partition);
  }
}
