// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.step;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.ProcessId;

/** What is worth a log line, a metric or an alert. */
public sealed interface Notice {

  /** A node is the owner and serves. */
  record Serving(int partition, Assignment assignment) implements Notice {}

  /** A node serves no more, because another is to own the partition. */
  record Released(int partition, Assignment assignment) implements Notice {}

  /** A node prepares to take over. */
  record TakingOver(int partition, Assignment assignment) implements Notice {}

  /** A node does not hear of another any more. */
  record Suspected(ProcessId process) implements Notice {}

  /** A copy is complete and wants to be in sync. */
  record CopyComplete(int partition, ProcessId node) implements Notice {}

  /** The register shows less than it did: it was rolled back. */
  record RolledBack(long knownVersion, long foundVersion) implements Notice {}
}
