// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * One change as a listener sees it. The old value is always there where there was one; of an entry
 * that is gone, the value is the old one too. Shows neither key nor values in its {@code toString}.
 */
final class LarderEntryEvent<K, V> extends CacheEntryEvent<K, V> {
  private static final long serialVersionUID = 1L;

  private final transient K key;
  private final transient V value;
  private final transient @Nullable V oldValue;

  LarderEntryEvent(Cache<K, V> source, EventType type, K key, V value, @Nullable V oldValue) {
    super(source, type);
    this.key = key;
    this.value = value;
    this.oldValue = oldValue;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public @Nullable V getOldValue() {
    return oldValue;
  }

  @Override
  public boolean isOldValueAvailable() {
    return oldValue != null;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "an event of cache " + getSource().getName() + " cannot be unwrapped to " + type.getName());
  }

  @Override
  public String toString() {
    return "CacheEntryEvent[" + getEventType() + ", cache=" + getSource().getName() + "]";
  }
}
