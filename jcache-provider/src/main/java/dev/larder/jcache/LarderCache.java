// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.PlainOperation.Access;
import dev.larder.engine.entry.PlainOperation.Get;
import dev.larder.engine.entry.PlainOperation.GetAndPut;
import dev.larder.engine.entry.PlainOperation.GetAndRemove;
import dev.larder.engine.entry.PlainOperation.Peek;
import dev.larder.engine.entry.PlainOperation.Put;
import dev.larder.engine.entry.PlainOperation.PutIfAbsent;
import dev.larder.engine.entry.PlainOperation.Remove;
import dev.larder.engine.entry.PlainOperation.RemoveVersion;
import dev.larder.engine.entry.PlainOperation.Replace;
import dev.larder.engine.entry.PlainOperation.ReplaceVersion;
import dev.larder.engine.entry.StatisticsDelta;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.event.Subscription;
import dev.larder.engine.store.EntryCursor;
import dev.larder.engine.store.EntryStore;
import dev.larder.jcache.call.Calls;
import dev.larder.jcache.call.Decision;
import dev.larder.jcache.configuration.LarderConfiguration;
import dev.larder.jcache.copy.Keeper;
import dev.larder.jcache.event.Listeners;
import dev.larder.jcache.integration.WriteBehindView;
import dev.larder.jcache.integration.WriteThrough;
import dev.larder.jcache.management.CacheStatistics;
import dev.larder.jcache.management.CacheStatistics.Timed;
import dev.larder.jcache.management.ConfigurationBean;
import dev.larder.jcache.management.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * A JSR-107 cache in front of an {@link EntryStore}. Every method may be called by any thread; user
 * code (loader, writer, processor, policy, synchronous listener) runs in the caller's, but for
 * {@link #loadAll} and write-behind. It may call back for other keys; for its own key it gets a
 * {@link CacheException}. A wait for a key that another caller works on ends with a {@link
 * CacheException} too, after a minute, or 5 s if it was made from inside user code.
 *
 * <p>Style: the whole of a wide standard interface, in its order.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class LarderCache<K, V> implements Cache<K, V> {

  /** So many entries are met at a time by a walk. */
  private static final int CHUNK = 64;

  private final LarderCacheManager manager;
  private final String name;
  private final LarderConfiguration<K, V> configuration;
  private final CacheParts<K, V> parts;
  private final EntryStore<K, Object> store;
  private final CacheStatistics statistics;
  private final Keeper keeper;
  private final ExpiryRule rule;
  private final Class<K> keyType;
  private final Class<V> valueType;
  private final Calls<K> calls;
  private final boolean checksKeys;
  private final boolean givesKept;
  private final boolean readsDirectly;
  private final boolean readsThrough;
  private final Registration configurationBean;
  private final Registration statisticsBean;
  private Subscription listening = () -> {};
  private volatile boolean closed;

  LarderCache(
      LarderCacheManager manager,
      String name,
      LarderConfiguration<K, V> configuration,
      ManagerParts shared) {
    this.manager = manager;
    this.name = name;
    this.configuration = configuration;
    this.keyType = configuration.getKeyType();
    this.valueType = configuration.getValueType();
    this.parts = new CacheParts<>(this, configuration, shared);
    this.store = parts.store;
    this.statistics = parts.statistics;
    this.keeper = parts.keeper;
    this.rule = parts.expiry.rule();
    this.calls = parts.calls;
    this.checksKeys = keyType != Object.class;
    this.givesKept = keeper.givesKept(valueType);
    this.readsDirectly = parts.expiry.isStandard();
    this.readsThrough = configuration.isReadThrough() && parts.loading.isPresent();
    String uri = manager.getURI().toString();
    this.configurationBean =
        new Registration(
            new ConfigurationBean(() -> this.configuration),
            Registration.Type.CONFIGURATION,
            uri,
            name);
    this.statisticsBean = new Registration(statistics, Registration.Type.STATISTICS, uri, name);
    try {
      configuration.getCacheEntryListenerConfigurations().forEach(this::listen);
      switchManagement(configuration.isManagementEnabled());
      switchStatistics(configuration.isStatisticsEnabled());
    } catch (RuntimeException | Error e) {
      withdraw(configurationBean, statisticsBean);
      parts.close();
      throw e;
    }
  }

  @Override
  public @Nullable V get(K key) {
    requireKey("get", key);
    long start = statistics.startRead();
    Object kept = readsDirectly ? store.read(key, rule) : null;
    if (kept == null) {
      statistics.retract(start);
      kept = readSlowly("get", key);
    }
    V value = kept == null ? null : give(kept);
    statistics.stop(Timed.GET, start);
    return value;
  }

  /** Reads what could not be told at once: absent, expired, held, or under a custom policy. */
  private @Nullable Object readSlowly(String operation, K key) {
    Object present = readsDirectly ? null : readByPolicy(operation, key);
    if (present != null) {
      return present;
    }
    if (readsThrough) {
      return parts.loading.orElseThrow().get(operation, keptKey(key));
    }
    if (!readsDirectly) {
      statistics.add(StatisticsDelta.MISS);
      return null;
    }
    return calls.perform(operation, key, new Get<>(rule)).before();
  }

  private @Nullable Object readByPolicy(String operation, K key) {
    Object present = calls.apply(operation, key, new Peek<>()).before();
    if (present != null) {
      statistics.add(StatisticsDelta.HIT);
      touchByPolicy(operation, key);
    }
    return present;
  }

  private void touchByPolicy(String operation, K key) {
    ExpiryRule access =
        readsDirectly ? rule : calls.inUserCode(operation, key::equals, parts.expiry::accessRule);
    if (access.movesOnAccess()) {
      Outcome<Object> unused = calls.apply(operation, key, new Access<>(access));
    }
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    requireOpen();
    long start = statistics.start();
    Map<K, V> found = new HashMap<>(2 * keys.size()); // never grown
    List<K> missing = new ArrayList<>(0);
    int hits = 0;
    for (K key : keys) {
      requireKey("getAll", key);
      Object kept = readsDirectly ? store.read(key, rule) : readByPolicy("getAll", key);
      if (kept != null) {
        if (readsDirectly) {
          hits++;
        }
        found.put(key, give(kept));
      } else {
        missing.add(key);
      }
    }
    statistics.addHits(hits);
    if (!missing.isEmpty()) {
      getMissing(missing, found);
    }
    statistics.stop(Timed.GET, start);
    return found;
  }

  private void getMissing(List<K> missing, Map<K, V> found) {
    if (readsThrough) {
      List<K> keys = new ArrayList<>(missing.size());
      missing.forEach(key -> keys.add(keptKey(key)));
      Map<K, Object> loaded = parts.loading.orElseThrow().getAll("getAll", keys);
      loaded.forEach((key, kept) -> found.put(key, give(kept)));
      return;
    }
    for (K key : missing) {
      Object kept = readSlowly("getAll", key);
      if (kept != null) {
        found.put(key, give(kept));
      }
    }
  }

  @Override
  public boolean containsKey(K key) {
    requireKey("containsKey", key);
    return calls.apply("containsKey", key, new Peek<>()).applied();
  }

  @Override
  public void loadAll(
      Set<? extends K> keys,
      boolean replaceExistingValues,
      @Nullable CompletionListener completionListener) {
    requireKeys("loadAll", keys);
    List<K> wanted = new ArrayList<>(keys.size());
    keys.forEach(key -> wanted.add(keptKey(key)));
    Existing existing = replaceExistingValues ? Existing.REPLACE : Existing.TAKE;
    manager.workers().execute(() -> loadNow(wanted, existing, completionListener));
  }

  private void loadNow(
      List<K> keys, Existing existing, @Nullable CompletionListener completionListener) {
    try {
      parts.loading.ifPresent(loading -> loading.loadAll("loadAll", keys, existing));
    } catch (RuntimeException | Error e) {
      if (completionListener == null) {
        throw e; // a worker logs it: nobody else would hear
      }
      completionListener.onException(
          e instanceof RuntimeException known
              ? known
              : new CacheException("cache " + name + ": loadAll failed", e));
      return;
    }
    if (completionListener != null) {
      completionListener.onCompletion();
    }
  }

  @Override
  public void put(K key, V value) {
    requireEntry("put", key, value);
    long start = statistics.start();
    Outcome<Object> unused = mutate("put", key, new Put<>(keep(key, value), rule));
    statistics.stop(Timed.PUT, start);
  }

  private Outcome<Object> mutate(String operation, K key, PlainOperation<Object> asked) {
    return parts.mutations.apply(operation, keptKey(key), asked);
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    requireEntry("getAndPut", key, value);
    long start = statistics.start();
    V before = before(mutate("getAndPut", key, new GetAndPut<>(keep(key, value), rule)));
    statistics.stop(Timed.PUT, start);
    return before;
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    requireOpen();
    Map<K, PlainOperation<Object>> puts = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          requireEntry("putAll", key, value);
          puts.put(keptKey(key), new Put<>(keep(key, value), rule));
        });
    long start = statistics.start();
    applyAll("putAll", puts);
    statistics.stop(Timed.PUT, start);
  }

  private void applyAll(String operation, Map<K, PlainOperation<Object>> operations) {
    Optional<WriteThrough<K, V>> through = parts.writeThrough;
    if (through.isPresent()) {
      through.get().applyAll(operation, operations, parts.mutations);
      return;
    }
    operations.forEach(
        (key, asked) -> {
          Outcome<Object> unused = parts.mutations.apply(operation, key, asked);
        });
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    requireEntry("putIfAbsent", key, value);
    long start = statistics.start();
    boolean put = mutate("putIfAbsent", key, new PutIfAbsent<>(keep(key, value), rule)).applied();
    statistics.stop(Timed.PUT, start);
    return put;
  }

  @Override
  public boolean remove(K key) {
    requireKey("remove", key);
    long start = statistics.start();
    boolean removed = mutate("remove", key, new Remove<>()).before() != null;
    statistics.stop(Timed.REMOVAL, start);
    return removed;
  }

  @Override
  public boolean remove(K key, V oldValue) {
    requireEntry("remove", key, oldValue);
    long start = statistics.start();
    boolean removed =
        ifEqual("remove", key, oldValue, before -> new RemoveVersion<>(before.version()));
    statistics.stop(Timed.REMOVAL, start);
    return removed;
  }

  /** What to do about an entry whose value is the expected one. */
  @FunctionalInterface
  private interface IfEqual {
    PlainOperation<Object> then(StoredEntry<Object> before);
  }

  private boolean ifEqual(String operation, K key, V expected, IfEqual then) {
    boolean[] equal = new boolean[1];
    Decision decision =
        before -> {
          equal[0] = before != null && expected.equals(give(before.value()));
          return before != null && equal[0] ? then.then(before) : new Get<>(rule);
        };
    return parts.mutations.decide(operation, keptKey(key), decision).applied() && equal[0];
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    requireKey("getAndRemove", key);
    long start = statistics.start();
    V before = before(mutate("getAndRemove", key, new GetAndRemove<>()));
    statistics.stop(Timed.REMOVAL, start);
    return before;
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    requireEntry("replace", key, oldValue);
    requireEntry("replace", key, newValue);
    long start = statistics.start();
    Object kept = keep(key, newValue);
    boolean replaced =
        ifEqual(
            "replace", key, oldValue, before -> new ReplaceVersion<>(before.version(), kept, rule));
    statistics.stop(Timed.PUT, start);
    return replaced;
  }

  @Override
  public boolean replace(K key, V value) {
    requireEntry("replace", key, value);
    long start = statistics.start();
    boolean replaced = mutate("replace", key, new Replace<>(keep(key, value), rule)).applied();
    statistics.stop(Timed.PUT, start);
    return replaced;
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    requireEntry("getAndReplace", key, value);
    long start = statistics.start();
    V before = before(mutate("getAndReplace", key, new Replace<>(keep(key, value), rule)));
    statistics.stop(Timed.PUT, start);
    return before;
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    requireKeys("removeAll", keys);
    long start = statistics.start();
    List<K> kept = new ArrayList<>(keys.size());
    keys.forEach(key -> kept.add(keptKey(key)));
    removeKeys(kept);
    statistics.stop(Timed.REMOVAL, start);
  }

  @Override
  public void removeAll() {
    requireOpen();
    EntryCursor<K, Object> cursor = store.cursor();
    for (List<K> keys = nextKeys(cursor); !keys.isEmpty(); keys = nextKeys(cursor)) {
      keys.forEach(key -> calls.refuseOwnKey("removeAll", key));
      removeKeys(keys);
    }
  }

  private void removeKeys(Collection<K> keys) {
    Map<K, PlainOperation<Object>> removals = new LinkedHashMap<>();
    keys.forEach(key -> removals.put(key, new Remove<>()));
    applyAll("removeAll", removals);
  }

  private List<K> nextKeys(EntryCursor<K, Object> cursor) {
    List<K> keys = new ArrayList<>(CHUNK);
    calls.await("iterator", cursor.next(CHUNK)).forEach(met -> keys.add(met.key()));
    return keys;
  }

  @Override
  public void clear() {
    requireOpen();
    calls.await("clear", store.clear());
  }

  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    if (!type.isInstance(configuration)) {
      throw new IllegalArgumentException(
          "cache " + name + ": its configuration is no " + type.getName());
    }
    synchronized (configuration) {
      return type.cast(new LarderConfiguration<>(configuration));
    }
  }

  @Override
  public <T> @Nullable T invoke(
      K key, EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
    requireKey("invoke", key);
    Objects.requireNonNull(entryProcessor, "entry processor");
    return parts.invocations.invoke("invoke", keptKey(key), entryProcessor, arguments);
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
    requireKeys("invokeAll", keys);
    Objects.requireNonNull(entryProcessor, "entry processor");
    Map<K, EntryProcessorResult<T>> results = new HashMap<>();
    for (K key : keys) {
      try {
        T result = parts.invocations.invoke("invokeAll", keptKey(key), entryProcessor, arguments);
        if (result != null) {
          results.put(key, () -> result);
        }
      } catch (RuntimeException e) {
        EntryProcessorException failure =
            e instanceof EntryProcessorException known ? known : new EntryProcessorException(e);
        results.put(
            key,
            () -> {
              throw failure;
            });
      }
    }
    return results;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public CacheManager getCacheManager() {
    return manager;
  }

  /** {@inheritDoc} Writes that are pending behind are written first, for 30 s at most. */
  @Override
  public void close() {
    synchronized (parts) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      synchronized (configuration) {
        withdraw(configurationBean, statisticsBean);
      }
      parts.close();
    } finally {
      manager.release(
          this); // only now is the name free: a new cache must not read what is unwritten
    }
  }

  /** Takes no more writes that it would owe; so that several caches can write theirs at once. */
  void beginClose() {
    parts.beginClose();
  }

  private static void withdraw(Registration configurationBean, Registration statisticsBean) {
    configurationBean.unregister();
    statisticsBean.unregister();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "cache " + name + " cannot be unwrapped to " + type.getName());
  }

  /** The cache's write-behind queue, if it writes behind. */
  public Optional<WriteBehindView<K>> writeBehind() {
    return parts.writeBehind.map(behind -> behind);
  }

  /** The cache's statistics, counted while they are enabled. */
  public javax.cache.management.CacheStatisticsMXBean statistics() {
    return statistics;
  }

  /** The number of entries, roughly: those expired and not yet swept are counted. */
  public long size() {
    requireOpen();
    return store.size();
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    synchronized (configuration) {
      configuration.addCacheEntryListenerConfiguration(listener); // refuses it a second time
    }
    try {
      listen(listener);
    } catch (RuntimeException | Error e) {
      synchronized (configuration) {
        configuration.removeCacheEntryListenerConfiguration(listener);
      }
      throw e;
    }
  }

  private void listen(CacheEntryListenerConfiguration<K, V> listener) {
    Listeners.Prepared prepared = parts.listeners.prepare(listener);
    synchronized (configuration) {
      if (parts.listeners.isEmpty()) {
        listening = store.subscribe(parts.listeners);
      }
      prepared.start().run();
    }
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    Objects.requireNonNull(listener, "listener configuration");
    List<Object> gone;
    synchronized (configuration) {
      configuration.removeCacheEntryListenerConfiguration(listener);
      gone = parts.listeners.deregister(listener);
      if (parts.listeners.isEmpty()) {
        listening.close();
      }
    }
    parts.closeAll(gone);
  }

  @Override
  public Iterator<Cache.Entry<K, V>> iterator() {
    requireOpen();
    EntryCursor<K, Object> cursor = store.cursor();
    return new EntryIterator<>(
        new EntryIterator.Source<>() {
          @Override
          public List<K> nextKeys() {
            requireOpen();
            return LarderCache.this.nextKeys(cursor);
          }

          @Override
          public Cache.@Nullable Entry<K, V> look(K key) {
            Object kept = calls.apply("iterator", key, new Peek<>()).before();
            return kept == null ? null : new LarderEntry<>(givenKey(key), give(kept));
          }

          @Override
          public void read(K key) {
            statistics.add(StatisticsDelta.HIT);
            touchByPolicy("iterator", key);
          }

          @Override
          public void remove(K key) {
            LarderCache.this.remove(key);
          }
        });
  }

  /** The cache's name, URI and bound; never keys or values. */
  @Override
  public String toString() {
    String bound =
        configuration.maximumSize().isPresent()
            ? configuration.maximumSize().getAsLong() + " entries"
            : configuration.maximumBytes().isPresent()
                ? configuration.maximumBytes().getAsLong() + " bytes"
                : "none";
    return "LarderCache[name=" + name + ", uri=" + manager.getURI() + ", bound=" + bound + "]";
  }

  void switchStatistics(boolean on) {
    synchronized (configuration) {
      requireOpen();
      configuration.setStatisticsEnabled(on);
      if (on) {
        statistics.enable();
        statisticsBean.register();
      } else {
        statistics.disable();
        statisticsBean.unregister();
      }
    }
  }

  void switchManagement(boolean on) {
    synchronized (configuration) {
      requireOpen();
      configuration.setManagementEnabled(on);
      if (on) {
        configurationBean.register();
      } else {
        configurationBean.unregister();
      }
    }
  }

  LarderConfiguration<K, V> configuration() {
    return configuration;
  }

  private Object keep(K key, V value) {
    return keeper.keepFor(key, value);
  }

  @SuppressWarnings("unchecked") // the store holds the cache's values
  private V give(Object kept) {
    return (V) (givesKept ? kept : keeper.give(kept)); // not even the value's class is looked at
  }

  private @Nullable V before(Outcome<Object> outcome) {
    Object kept = outcome.before();
    return kept == null ? null : give(kept);
  }

  @SuppressWarnings("unchecked") // a copy of the key is of its class
  private K keptKey(K key) {
    return (K) keeper.keepKey(key);
  }

  @SuppressWarnings("unchecked") // a copy of the key is of its class
  private K givenKey(K key) {
    return (K) keeper.giveKey(key);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("cache " + name + " is closed");
    }
  }

  private void requireKey(String operation, K key) {
    requireOpen();
    if (key == null || checksKeys) {
      requireType(operation, "key", keyType, key);
    }
    calls.refuseOwnKey(operation, key);
  }

  private void requireEntry(String operation, K key, V value) {
    requireKey(operation, key);
    requireType(operation, "value", valueType, value);
  }

  private void requireKeys(String operation, Set<? extends K> keys) {
    requireOpen();
    for (K key : Objects.requireNonNull(keys, "keys")) {
      requireKey(operation, key);
    }
  }

  private void requireType(String operation, String what, Class<?> type, @Nullable Object given) {
    if (given == null) {
      throw new NullPointerException(
          "cache " + name + ": " + operation + " was given a null " + what);
    }
    if (!type.isInstance(given)) {
      throw new ClassCastException(
          "cache "
              + name
              + ": "
              + operation
              + " was given a "
              + what
              + " of "
              + given.getClass().getName()
              + "; it holds "
              + type.getName());
    }
  }
}
