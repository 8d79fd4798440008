// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;

/** One change of one assignment on the way to its target. */
public sealed interface Move {

  /** Whom it is about. */
  ProcessId member();

  /** The assignment once the move is made. */
  Assignment appliedTo(Assignment present, Nonce attempt);

  /** A node that has no copy gets one, and is in sync then. */
  record Add(ProcessId member) implements Move {
    @Override
    public Assignment appliedTo(Assignment present, Nonce attempt) {
      return present.adding(member, attempt);
    }
  }

  /** A member in sync becomes the owner; the present owner stays in sync. */
  record HandOver(ProcessId member) implements Move {
    @Override
    public Assignment appliedTo(Assignment present, Nonce attempt) {
      return present.handedTo(member, attempt);
    }
  }

  /** A member in sync that is not the owner gives up its copy. */
  record Drop(ProcessId member) implements Move {
    @Override
    public Assignment appliedTo(Assignment present, Nonce attempt) {
      return present.evicting(member, attempt);
    }
  }
}
