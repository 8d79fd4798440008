// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

/** Which of its two bulk calls a writer gets; a batch is of one kind. */
public enum WriteKind {
  /** The value is written, in a call of {@code writeAll}. */
  WRITE,
  /** The key is deleted, in a call of {@code deleteAll}. */
  DELETE
}
