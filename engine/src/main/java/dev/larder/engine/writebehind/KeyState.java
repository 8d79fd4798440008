// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

/** Where one key stands in a {@link WriteBehindQueue}, whose table says how it moves. */
public enum KeyState {
  /** Unknown to the queue: everything accepted was settled. */
  IDLE,
  /** A write waits for its delay to pass. */
  PENDING,
  /** A write is in an open batch. */
  FLYING,
  /** A write is in an open batch, and a newer one waits behind it. */
  FLYING_AND_PENDING,
  /** The last flight failed; a write waits for the back-off to pass. */
  BACKING_OFF,
  /** Given up after the last attempt: among the dead letters until a person or a newer write. */
  DEAD
}
