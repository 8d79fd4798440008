// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

/**
 * What one use of a cache did in one look-up.
 *
 * @param statements the statements that the database ran for it
 */
public record Step(CacheUse use, Outcome outcome, long nanos, long statements) {
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
