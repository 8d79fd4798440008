// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

/** What became of an offered write. */
public enum OfferOutcome {
  /** Accepted: it waits alone, or behind a flight of its key. */
  QUEUED,
  /** Accepted: it took the place of an older write of its key, which the writer need not see. */
  COALESCED,
  /** Ignored: the queue knows the same or a newer version of the key. */
  STALE,
  /** Refused: the key is new to the queue and the queue is full. Offer again when there is room. */
  FULL;

  /** Whether the queue now answers for the write. */
  public boolean accepted() {
    return this == QUEUED || this == COALESCED;
  }
}
