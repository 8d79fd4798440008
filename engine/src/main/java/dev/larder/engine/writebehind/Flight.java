// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

/**
 * One write on its way to the writer. Its text hides the key.
 *
 * @param key the key
 * @param write what to do with it
 * @param version the version of the write
 * @param attempt which attempt at this write it is, from 1
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record Flight<K, V>(K key, PendingWrite<V> write, long version, int attempt) {
  @Override
  public String toString() {
    return "Flight[write=" + write + ", version=" + version + ", attempt=" + attempt + "]";
  }
}
