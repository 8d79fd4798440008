// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.event;

/** What became of a key. */
public enum ChangeKind {
  /** An entry is there where none was. */
  CREATED,
  /** The entry has another value. */
  UPDATED,
  /** The entry was removed on request. */
  REMOVED,
  /** The entry's end came. */
  EXPIRED,
  /** The cache let the entry go by itself: evicted, cleared, or no longer to be vouched for. */
  DROPPED,
  /**
   * No entry changed, but a caller asked for a write: one gone at once, or an absent key's removal.
   */
  NOTED
}
