// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import dev.larder.engine.store.HeapStores;
import dev.larder.engine.time.TimeSource;
import dev.larder.jcache.callback.UserCode;
import dev.larder.jcache.configuration.LarderConfiguration;
import dev.larder.jcache.configuration.ManagerSettings;
import dev.larder.jcache.thread.Workers;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one URI and class loader, with what they share: a sequence, a clock, threads. Safe
 * for any thread; no lock is held while user code runs.
 */
public final class LarderCacheManager implements CacheManager {
  private static final System.Logger LOG = System.getLogger(LarderCacheManager.class.getName());

  private final CachingProvider provider;
  private final URI uri;
  private final WeakReference<ClassLoader> loader;
  private final Properties properties;
  private final ManagerSettings settings;
  private final Consumer<LarderCacheManager> onClose;
  private final ConcurrentHashMap<String, LarderCache<?, ?>> caches = new ConcurrentHashMap<>();
  private final Set<String> creating = ConcurrentHashMap.newKeySet();
  private final Workers workers;
  private final HeapStores stores;
  private final ManagerParts parts;
  private final SharedStores shared;
  private volatile boolean closed;

  /**
   * Open, without a cache.
   *
   * @param surroundings what it shares with other managers
   * @param identity its URI and class loader
   * @param properties as they were given; handed out by {@link #getProperties}
   * @param settings what properties say about its caches
   */
  public LarderCacheManager(
      Surroundings surroundings,
      Identity identity,
      Properties properties,
      ManagerSettings settings) {
    this.provider = surroundings.provider();
    this.uri = identity.uri();
    this.loader = new WeakReference<>(identity.loader());
    this.properties = properties;
    this.settings = settings;
    this.onClose = surroundings.onClose();
    TimeSource time = surroundings.time();
    this.workers = new Workers(uri.toString(), loader::get);
    this.stores = new HeapStores(time, at -> ring(at - time.millis()));
    this.shared = new SharedStores(stores, this::close);
    this.parts = new ManagerParts(stores, time, workers, surroundings.userCode(), loader::get);
    LOG.log(
        System.Logger.Level.INFO,
        "cache manager opened: uri={0} decided-by={1}",
        uri,
        identity.decidedBy());
    declareCaches();
  }

  private void declareCaches() {
    try {
      for (String name : settings.declaredCaches()) {
        createCache(name, new MutableConfiguration<>());
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Where a manager lives.
   *
   * @param provider who opened it
   * @param userCode who runs user code, for all managers of the provider
   * @param time the clock
   * @param onClose is told when the manager closes
   */
  public record Surroundings(
      CachingProvider provider,
      UserCode userCode,
      TimeSource time,
      Consumer<LarderCacheManager> onClose) {}

  /**
   * What tells one manager from another.
   *
   * @param uri its URI
   * @param loader its class loader, which is held weakly
   * @param decidedBy where the URI came from, for people
   */
  public record Identity(URI uri, ClassLoader loader, String decidedBy) {}

  private void ring(long delayMillis) {
    workers.schedule(stores()::onAlarm, delayMillis);
  }

  HeapStores stores() {
    return stores;
  }

  @Override
  public CachingProvider getCachingProvider() {
    return provider;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the class loader is gone, because nobody else held it
   */
  @Override
  public ClassLoader getClassLoader() {
    ClassLoader present = loader.get();
    if (present == null) {
      throw new IllegalStateException("cache manager " + uri + ": its class loader is gone");
    }
    return present;
  }

  @Override
  public Properties getProperties() {
    return properties;
  }

  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) throws IllegalArgumentException {
    requireOpen();
    Objects.requireNonNull(cacheName, "cache name");
    Objects.requireNonNull(configuration, "cache configuration");
    if (!creating.add(cacheName)) { // no lock, because factories of the user's run meanwhile
      throw exists(cacheName);
    }
    try {
      if (caches.containsKey(cacheName)) {
        throw exists(cacheName);
      }
      LarderConfiguration<K, V> frozen = settings.configure(cacheName, complete(configuration));
      LarderCache<K, V> cache = new LarderCache<>(this, cacheName, frozen, parts);
      caches.put(cacheName, cache);
      if (closed) {
        cache.close();
        requireOpen();
      }
      return cache;
    } finally {
      creating.remove(cacheName);
    }
  }

  private CacheException exists(String cacheName) {
    LarderCache<?, ?> present = caches.get(cacheName);
    boolean closing = present != null && present.isClosed();
    return new CacheException(
        "cache "
            + cacheName
            + (closing ? " is being closed" : " exists already")
            + " in manager "
            + uri
            + (closing
                ? ", and writes what it still owes; wait for that"
                : "; get it by getCache"));
  }

  private static <K, V> CompleteConfiguration<K, V> complete(Configuration<K, V> configuration) {
    if (configuration instanceof CompleteConfiguration<K, V> complete) {
      return complete;
    }
    return new MutableConfiguration<K, V>()
        .setTypes(configuration.getKeyType(), configuration.getValueType())
        .setStoreByValue(configuration.isStoreByValue());
  }

  @Override
  public <K, V> @Nullable Cache<K, V> getCache(
      String cacheName, Class<K> keyType, Class<V> valueType) {
    Objects.requireNonNull(keyType, "key type");
    Objects.requireNonNull(valueType, "value type");
    LarderCache<K, V> cache = find(cacheName);
    if (cache != null) {
      requireType(cacheName, "keys", cache.configuration().getKeyType(), keyType);
      requireType(cacheName, "values", cache.configuration().getValueType(), valueType);
    }
    return cache;
  }

  private static void requireType(String cacheName, String what, Class<?> held, Class<?> asked) {
    if (held != asked) {
      throw new ClassCastException(
          "cache "
              + cacheName
              + " holds "
              + what
              + " of "
              + held.getName()
              + "; it was asked for as one of "
              + asked.getName());
    }
  }

  @Override
  public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
    return find(cacheName);
  }

  @SuppressWarnings("unchecked") // what JSR-107 asks for: the caller vouches for the types
  private <K, V> @Nullable LarderCache<K, V> find(String cacheName) {
    requireOpen();
    LarderCache<?, ?> found = caches.get(Objects.requireNonNull(cacheName, "cache name"));
    return found == null || found.isClosed() ? null : (LarderCache<K, V>) found;
  }

  @Override
  public Iterable<String> getCacheNames() {
    requireOpen();
    Set<String> names = new TreeSet<>();
    caches.forEach(
        (name, cache) -> {
          if (!cache.isClosed()) {
            names.add(name);
          }
        });
    return Collections.unmodifiableSet(names);
  }

  @Override
  public void destroyCache(String cacheName) {
    requireOpen();
    LarderCache<?, ?> cache = caches.get(Objects.requireNonNull(cacheName, "cache name"));
    if (cache != null) {
      cache.close();
    }
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    LarderCache<?, ?> cache = find(cacheName);
    if (cache != null) {
      cache.switchManagement(enabled);
    }
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    LarderCache<?, ?> cache = find(cacheName);
    if (cache != null) {
      cache.switchStatistics(enabled);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws CacheException if a cache's user code failed to close, once all caches are closed
   */
  @Override
  public void close() {
    synchronized (caches) {
      if (closed) {
        return;
      }
      closed = true;
    }
    onClose.accept(this);
    caches.values().forEach(LarderCache::beginClose); // one after another they would take the sum
    List<RuntimeException> failures = new ArrayList<>();
    for (LarderCache<?, ?> cache : caches.values()) {
      try {
        cache.close();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    shared.end();
    stores.close();
    workers.close();
    if (!failures.isEmpty()) {
      CacheException failure =
          new CacheException("cache manager " + uri + ": not everything could be closed");
      failures.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /** {@inheritDoc} Also to {@link SharedStores}. */
  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    if (type.isInstance(shared)) {
      return type.cast(shared);
    }
    throw new IllegalArgumentException(
        "cache manager " + uri + " cannot be unwrapped to " + type.getName());
  }

  @Override
  public String toString() {
    return "LarderCacheManager[uri=" + uri + ", caches=" + caches.size() + "]";
  }

  void release(LarderCache<?, ?> cache) {
    boolean unused = caches.remove(cache.getName(), cache);
  }

  Workers workers() {
    return workers;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("cache manager " + uri + " is closed");
    }
  }
}
