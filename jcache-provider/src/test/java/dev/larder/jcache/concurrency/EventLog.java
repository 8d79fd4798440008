// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;

/** What a synchronous listener heard of each key, in the order in which it heard it. */
final class EventLog<V>
    implements CacheEntryCreatedListener<Integer, V>,
        CacheEntryUpdatedListener<Integer, V>,
        CacheEntryRemovedListener<Integer, V> {

  /** One event. */
  private record Heard(EventType type, int before, int after) {}

  private final IntCache<V> cache;
  private final CacheEntryListenerConfiguration<Integer, V> registration;
  private final Map<Integer, List<Heard>> heard = new ConcurrentHashMap<>();

  private EventLog(IntCache<V> cache) {
    this.cache = cache;
    this.registration = new MutableCacheEntryListenerConfiguration<>(() -> this, null, true, true);
  }

  /** Begins to listen. */
  static <V> EventLog<V> of(IntCache<V> cache) {
    EventLog<V> log = new EventLog<>(cache);
    cache.cache().registerCacheEntryListener(log.registration);
    return log;
  }

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends Integer, ? extends V>> events) {
    events.forEach(this::hear);
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends Integer, ? extends V>> events) {
    events.forEach(this::hear);
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends Integer, ? extends V>> events) {
    events.forEach(this::hear);
  }

  private void hear(CacheEntryEvent<? extends Integer, ? extends V> event) {
    int before = cache.number(event.getOldValue());
    int after =
        event.getEventType() == EventType.REMOVED ? Call.NONE : cache.number(event.getValue());
    List<Heard> ofKey = heard.computeIfAbsent(event.getKey(), key -> new ArrayList<>());
    synchronized (ofKey) {
      ofKey.add(new Heard(event.getEventType(), before, after));
    }
  }

  long count(EventType... types) {
    List<EventType> counted = List.of(types);
    return heard.values().stream()
        .flatMap(List::stream)
        .filter(event -> counted.contains(event.type()))
        .count();
  }

  /**
   * Where the events of a key are no chain, each beginning with the value that the one before left.
   *
   * @param mayVanish whether an entry may go without an event: cleared or evicted
   */
  Optional<String> fault(int key, boolean mayVanish) {
    List<Heard> events = heard.getOrDefault(key, List.of());
    int value = Call.NONE;
    for (int i = 0; i < events.size(); i++) {
      int before = events.get(i).before();
      boolean follows = before == value || (mayVanish && before == Call.NONE);
      if (!follows) {
        return Optional.of(
            "event " + i + " of key " + key + " is " + events.get(i) + " after value " + value);
      }
      value = events.get(i).after();
    }
    int last = value;
    Cache<Integer, V> read = cache.cache();
    int present = read.containsKey(key) ? cache.number(read.get(key)) : Call.NONE;
    return present == last || (mayVanish && present == Call.NONE)
        ? Optional.empty()
        : Optional.of("key " + key + " is " + present + ", its last event left " + last);
  }
}
