// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

/**
 * What an {@link EvictionPolicy} keeps in each of its residents: five bytes in the store's own
 * cell, so that a resident needs no node besides it.
 *
 * <p>The two fields have different guards. {@code slot} belongs to the policy and changes under its
 * owner's lock only. {@code mark} is written by readers without any lock, on purpose: two hits at
 * the same time may count once, and a hit that races with the policy's own look may be lost. Both
 * change the order of departure a little and nothing else.
 */
public abstract class Evictable {
  /** More hits than this between two looks of the policy say nothing new. */
  static final byte MARK_MAX = 3;

  /** The value of {@link #slot} while no policy holds this resident. */
  static final int NO_SLOT = -1;

  byte mark;
  int slot = NO_SLOT;

  /** Makes a resident that no policy holds yet. */
  protected Evictable() {}

  /** The hash of the resident's key; the same for the whole life of the key. */
  protected abstract int keyHash();

  /**
   * Records one hit: a plain read, and a plain write unless the mark is full already. Any thread
   * may call it at any time.
   */
  public final void markUsed() {
    byte seen = mark;
    if (seen < MARK_MAX) {
      mark = (byte) (seen + 1);
    }
  }

  /** Takes back one recorded hit; false when there is none left. */
  final boolean spendMark() {
    byte seen = mark;
    if (seen == 0) {
      return false;
    }
    mark = (byte) (seen - 1);
    return true;
  }
}
