// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/** What an operation does to the entry. */
public enum Effect {
  /** Nothing: no entry changes and none is raised in age. */
  KEEP,
  /** The end moves; value and version stay. */
  TOUCH,
  /** A value is stored, in place of another or where none was. */
  STORE,
  /** No entry is left. The removal of an absent key counts too: it refuses older fills. */
  REMOVE
}
