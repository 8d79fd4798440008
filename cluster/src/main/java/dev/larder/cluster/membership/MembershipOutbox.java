// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.membership;

import dev.larder.cluster.step.Notice;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;
import java.util.Set;

/** What {@link Membership} wants done: by the register, and by the node's copies. */
public interface MembershipOutbox {

  /** Reads the table; the answer comes with the instant at which the reading was asked for. */
  void readTable();

  /** Writes the table if the cell has this version. */
  void swapTable(long expected, AssignmentTable next, Nonce attempt);

  /** The register shows this assignment of a partition. */
  void assign(int partition, Assignment assignment);

  /** The register never made this move and never will. */
  void refuse(int partition, Assignment next);

  /** The register was seen: the node may serve until then by its own clock. */
  void renew(long untilMillis);

  /** These were not heard of for too long. */
  void suspect(Set<ProcessId> suspects);

  /** Tells people. */
  void announce(Notice notice);

  /** A new nonce. */
  Nonce nonce();
}
