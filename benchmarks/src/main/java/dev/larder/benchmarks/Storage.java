// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

/** Whether a cache keeps the caller's object or a copy. */
public enum Storage {
  /** The object itself. */
  BY_REFERENCE,
  /** A copy, made on the way in and on the way out. */
  BY_VALUE
}
