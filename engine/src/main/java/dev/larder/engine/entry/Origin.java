// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/** Where a change came from; a writer must hear of writes alone. */
public enum Origin {
  /** A caller's own write or removal. */
  WRITE,
  /** Data read from the system behind the cache. */
  FILL,
  /** The cache itself: an eviction, an expiry, the end of a doubt, a clear. */
  UPKEEP
}
