// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import javax.cache.Cache;

/**
 * An entry as an iterator gives it: a copy of what was there. Its {@code toString} shows neither
 * key nor value.
 *
 * @param key the key
 * @param value the value
 */
public record LarderEntry<K, V>(K key, V value) implements Cache.Entry<K, V> {

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException("an entry cannot be unwrapped to " + type.getName());
  }

  @Override
  public String toString() {
    return "Entry";
  }
}
