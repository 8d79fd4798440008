// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import java.util.function.ToLongBiFunction;

/** How much a store may hold before it evicts. */
public sealed interface StoreBound<K, V> {

  /** No bound: nothing is ever evicted. */
  record None<K, V>() implements StoreBound<K, V> {}

  /**
   * So many entries.
   *
   * @param maximumEntries at least 1
   */
  record Entries<K, V>(long maximumEntries) implements StoreBound<K, V> {
    /** Refuses a bound that would hold nothing. */
    public Entries {
      requirePositive(maximumEntries, "entries");
    }
  }

  /**
   * So many bytes.
   *
   * @param maximumBytes at least 1
   * @param weigher the bytes of an entry, asked once for each value stored; called while the key is
   *     locked, so it must neither block, throw nor call back
   */
  record Bytes<K, V>(long maximumBytes, ToLongBiFunction<? super K, ? super V> weigher)
      implements StoreBound<K, V> {
    /** Refuses a bound that would hold nothing. */
    public Bytes {
      requirePositive(maximumBytes, "bytes");
    }
  }

  private static void requirePositive(long maximum, String unit) {
    if (maximum < 1) {
      throw new IllegalArgumentException(
          "store bound: a maximum of " + maximum + " " + unit + "; use at least 1, or no bound");
    }
  }
}
