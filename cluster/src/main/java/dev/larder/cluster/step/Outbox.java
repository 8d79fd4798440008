// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.step;

import dev.larder.cluster.message.Message;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;

/**
 * Collects what a machine wants done. Nothing of it is done while the machine runs; an outbox never
 * calls a machine.
 */
public interface Outbox {

  /** Says something to another process; it may get lost. */
  void send(ProcessId to, Message message);

  /**
   * Asks for a move in the register. The machine is told what became of it.
   *
   * @param present the assignment that is to be changed; if it is another one nothing happens
   */
  void propose(int partition, Assignment present, Assignment next);

  /** Tells people. */
  void announce(Notice notice);

  /** A new nonce; the only randomness there is. */
  Nonce nonce();
}
