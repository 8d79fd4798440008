// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import dev.larder.engine.writebehind.DeadLetter;
import dev.larder.engine.writebehind.WriteBehindStatistics;
import java.util.List;

/**
 * What can be seen of a cache's write-behind queue, and done about writes that were given up. Safe
 * for any thread.
 *
 * @param <K> the key
 */
public interface WriteBehindView<K> {

  /** How many keys have a write that the writer has not confirmed, those in flight included. */
  int pending();

  /** What was counted so far. */
  WriteBehindStatistics statistics();

  /** The writes given up after their last attempt, the oldest first. */
  List<DeadLetter<K>> deadLetters();

  /**
   * Queues the dead letters anew, the oldest first, as far as there is room; gives back how many
   * were queued. The others stay listed.
   */
  int retryDeadLetters();

  /** Forgets every dead letter; gives back how many there were. */
  int discardDeadLetters();
}
