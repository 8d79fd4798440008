// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.jspecify.annotations.Nullable;

/**
 * A user's listener with its filter, made from the configuration it was registered by.
 *
 * @param configuration the very object it was registered by: its identity deregisters it
 */
record ListenerRegistration<K, V>(
    CacheEntryListenerConfiguration<K, V> configuration,
    CacheEntryListener<? super K, ? super V> listener,
    Optional<CacheEntryEventFilter<? super K, ? super V>> filter) {

  static <K, V> ListenerRegistration<K, V> of(
      String cacheName, CacheEntryListenerConfiguration<K, V> configuration) {
    Factory<CacheEntryListener<? super K, ? super V>> listeners =
        configuration.getCacheEntryListenerFactory();
    if (listeners == null) {
      throw new IllegalArgumentException(
          "cache " + cacheName + ": a listener configuration has no listener factory");
    }
    @Nullable Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
        configuration.getCacheEntryEventFilterFactory();
    return new ListenerRegistration<>(
        configuration,
        listeners.create(),
        filters == null ? Optional.empty() : Optional.ofNullable(filters.create()));
  }

  /** What the user's factories made. */
  List<Object> objects() {
    List<Object> objects = new ArrayList<>();
    objects.add(listener);
    filter.ifPresent(objects::add);
    return objects;
  }

  boolean isSynchronous() {
    return configuration.isSynchronous();
  }

  /**
   * Tells the listener, if it listens to this kind of event and the filter lets it through.
   *
   * @throws CacheEntryListenerException what listener or filter threw, other than an Error
   */
  void tell(CacheEntryEvent<K, V> event) {
    try {
      if (isInterested(event) && (filter.isEmpty() || filter.get().evaluate(event))) {
        tellByType(event);
      }
    } catch (CacheEntryListenerException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheEntryListenerException(
          "cache " + event.getSource().getName() + ": a listener or its filter threw", e);
    }
  }

  private boolean isInterested(CacheEntryEvent<K, V> event) {
    return switch (event.getEventType()) {
      case CREATED -> listener instanceof CacheEntryCreatedListener;
      case UPDATED -> listener instanceof CacheEntryUpdatedListener;
      case REMOVED -> listener instanceof CacheEntryRemovedListener;
      case EXPIRED -> listener instanceof CacheEntryExpiredListener;
    };
  }

  @SuppressWarnings("unchecked") // the listener takes supertypes of the cache's key and value
  private void tellByType(CacheEntryEvent<K, V> event) {
    List<CacheEntryEvent<? extends K, ? extends V>> one = List.of(event);
    switch (event.getEventType()) {
      case CREATED -> ((CacheEntryCreatedListener<K, V>) listener).onCreated(one);
      case UPDATED -> ((CacheEntryUpdatedListener<K, V>) listener).onUpdated(one);
      case REMOVED -> ((CacheEntryRemovedListener<K, V>) listener).onRemoved(one);
      case EXPIRED -> ((CacheEntryExpiredListener<K, V>) listener).onExpired(one);
    }
  }
}
