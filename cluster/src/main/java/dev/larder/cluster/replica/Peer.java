// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.message.PartitionMessage.Position;
import org.jspecify.annotations.Nullable;

/** What an owner knows of another member. */
final class Peer {
  static final long NEVER = Long.MIN_VALUE / 2;

  /** Whether every write and every read by lease needs it; else it is still learning. */
  boolean counted;

  /** Whether it has everything up to where it acknowledged. */
  boolean complete;

  /** Where its log stood when this reign began. */
  @Nullable Position position;

  /** Up to here it has the owner's log. */
  long acked = -1;

  /** Up to here entries were sent, as far as this owner knows nothing got lost. */
  long sent;

  /** The commit that it was told. */
  long toldCommit;

  /** When the last beacon was sent that it granted, by the owner's clock. */
  long grantedMillis = NEVER;

  /** When something was said to it that it has to answer. */
  long askedMillis = NEVER;
}
