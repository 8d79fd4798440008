// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A walk over a cache. A key whose entry has gone since it was met is passed over; an entry that
 * was announced by {@link #hasNext} is given even if it goes before it is taken. Used by one
 * thread.
 */
final class EntryIterator<K, V> implements Iterator<Cache.Entry<K, V>> {

  /** What is walked over. */
  interface Source<K, V> {
    /** The next keys, or an empty list at the end; fails if the cache is closed. */
    List<K> nextKeys();

    /** The entry of a key as it is now, or {@code null}; reads nothing into statistics. */
    Cache.@Nullable Entry<K, V> look(K key);

    /** Counts the read of an entry that is given. */
    void read(K key);

    /** Removes a key that was given. */
    void remove(K key);
  }

  private final Source<K, V> source;
  private final Deque<K> keys = new ArrayDeque<>();
  private @Nullable K upcomingKey;
  private Cache.@Nullable Entry<K, V> upcoming;
  private @Nullable K given;

  EntryIterator(Source<K, V> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    while (upcoming == null) {
      if (keys.isEmpty()) {
        keys.addAll(source.nextKeys());
      }
      upcomingKey = keys.poll();
      if (upcomingKey == null) {
        return false;
      }
      upcoming = source.look(upcomingKey);
    }
    return true;
  }

  @Override
  public Cache.Entry<K, V> next() {
    if (!hasNext() || upcoming == null || upcomingKey == null) {
      throw new NoSuchElementException("the cache has no more entries");
    }
    Cache.Entry<K, V> next = upcoming;
    upcoming = null;
    given = upcomingKey;
    source.read(upcomingKey);
    return next;
  }

  @Override
  public void remove() {
    K removed = given;
    if (removed == null) {
      throw new IllegalStateException("there is no entry to remove: call next() before");
    }
    given = null;
    source.remove(removed);
  }
}
