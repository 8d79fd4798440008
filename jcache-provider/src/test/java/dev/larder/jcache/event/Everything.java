// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import java.util.function.Consumer;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** A listener to every kind of event. */
record Everything(Consumer<CacheEntryEvent<? extends String, ? extends Integer>> hear)
    implements CacheEntryCreatedListener<String, Integer>,
        CacheEntryUpdatedListener<String, Integer>,
        CacheEntryRemovedListener<String, Integer>,
        CacheEntryExpiredListener<String, Integer> {
  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
    events.forEach(hear);
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
    events.forEach(hear);
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
    events.forEach(hear);
  }

  @Override
  public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
    events.forEach(hear);
  }

  /** A configuration of one. */
  static CacheEntryListenerConfiguration<String, Integer> listening(
      boolean synchronous, Consumer<CacheEntryEvent<? extends String, ? extends Integer>> hear) {
    return new MutableCacheEntryListenerConfiguration<>(
        () -> new Everything(hear), null, true, synchronous);
  }
}
