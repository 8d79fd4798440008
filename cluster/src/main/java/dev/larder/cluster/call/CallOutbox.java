// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.call;

import dev.larder.cluster.message.PartitionMessage;
import dev.larder.cluster.topology.ProcessId;

/** What {@link CallTracker} wants done. */
public interface CallOutbox {

  /** Says something to a node; it may get lost. */
  void send(ProcessId to, PartitionMessage message);

  /** A call ended; it is told once. */
  void end(long call, CallOutcome outcome);
}
