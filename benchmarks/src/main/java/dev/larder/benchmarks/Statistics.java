// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

/** Whether a cache counts its hits and misses. */
public enum Statistics {
  /** Nothing is counted. */
  OFF,
  /** The standard's statistics. */
  ON
}
