// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.RegionCounts.KindCounts;
import java.util.List;

/**
 * What one use of a cache did in one look-up.
 *
 * @param statements the statements that the database ran for it
 * @param regions what Hibernate's regions did for it, by kind
 */
public record Step(
    CacheUse use, Outcome outcome, long nanos, long statements, List<KindCounts> regions) {
  /** How the cache served. */
  public enum Outcome {
    /** It had all that was asked; the database was not. */
    HIT,
    /** The database was asked. */
    MISS,
    /** It was switched off. */
    OFF,
    /** It wrote through to the database, and has what was written. */
    WRITTEN
  }
}
