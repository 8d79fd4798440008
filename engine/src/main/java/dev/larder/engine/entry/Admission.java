// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/** What became of a fill under a stamp alone. */
public enum Admission {
  /** The data is stored. */
  FILLED,
  /** An entry is there which the fill was not to replace. */
  PRESENT,
  /** The key or its cache was written, removed or cleared since the stamp. */
  WRITTEN_SINCE,
  /** Somebody is at work on the key or its cache. */
  HELD
}
