// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import java.util.List;
import java.util.Optional;

/**
 * Everything that is held on a key, as data: so that another copy of it can go on.
 *
 * @param lease the open fill lease
 * @param turn the open turn
 * @param intent the open write intent
 * @param shared the shared intents
 * @param doubts what intents left that ended with unknown outcome
 * @param voided whether the open turn or intent is void
 * @param doubtedEndMillis the end, under doubt, that nothing may lengthen
 */
public record HoldsImage<V>(
    Optional<Lease> lease,
    Optional<Claim<V>> turn,
    Optional<Claim<V>> intent,
    Shared<V> shared,
    List<Doubt> doubts,
    boolean voided,
    long doubtedEndMillis) {

  /** Keeps a copy of the list. */
  public HoldsImage {
    doubts = List.copyOf(doubts);
  }

  /** An open fill lease. */
  public record Lease(long id, long stamp, long deadlineMillis) {}

  /** An open turn or write intent, with the entry as its caller saw it. */
  public record Claim<V>(long id, long deadlineMillis, Optional<StoredEntry<V>> before) {}

  /** What an intent left that ended with unknown outcome. */
  public record Doubt(long id, long untilMillis) {}

  /** One caller's shared intent. */
  public record Open(long id, long deadlineMillis) {}

  /**
   * The shared intents that are open.
   *
   * @param hidden the entry that nobody sees meanwhile
   * @param droppedAt when the key had been left absent for the last time as the first one opened
   * @param contested whether none of them gets its way any more
   */
  public record Shared<V>(
      List<Open> open, Optional<StoredEntry<V>> hidden, long droppedAt, boolean contested) {

    /** Keeps a copy of the list. */
    public Shared {
      open = List.copyOf(open);
    }
  }
}
