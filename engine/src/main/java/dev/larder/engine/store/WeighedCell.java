// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

/** A cell in a store that is bounded by bytes. */
final class WeighedCell<K, V> extends TimedCell<K, V> {

  /** The bytes of key and value; guarded by the monitor, read by the bound. */
  volatile long weightBytes;

  /** What the bound has counted for this cell; guarded by the bound's lock. */
  long countedBytes;

  WeighedCell(K key, long version) {
    super(key, version);
  }
}
