// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

/**
 * Says how many bytes an entry takes, for a cache that is bounded by bytes and holds objects whose
 * size Larder cannot know.
 *
 * <p>It is called once for each write, by many threads at once, and must give the same weight for
 * the same key and value.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface Weigher<K, V> {

  /** The weight of the entry in bytes, zero or more. */
  long weightBytes(K key, V value);
}
