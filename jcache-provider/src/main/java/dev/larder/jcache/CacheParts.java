// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.event.Subscription;
import dev.larder.engine.store.EntryStore;
import dev.larder.engine.store.StoreBound;
import dev.larder.engine.store.StoreSettings;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.writebehind.PendingWrite;
import dev.larder.jcache.call.CallLimits;
import dev.larder.jcache.call.Calls;
import dev.larder.jcache.call.KeyWriter;
import dev.larder.jcache.call.Mutations;
import dev.larder.jcache.call.OneStep;
import dev.larder.jcache.call.UnderTurn;
import dev.larder.jcache.call.WithRoom;
import dev.larder.jcache.callback.CacheUserCode;
import dev.larder.jcache.configuration.LarderConfiguration;
import dev.larder.jcache.copy.ByteSize;
import dev.larder.jcache.copy.JavaSerializer;
import dev.larder.jcache.copy.Keeper;
import dev.larder.jcache.copy.Serializer;
import dev.larder.jcache.copy.Weigher;
import dev.larder.jcache.event.Listeners;
import dev.larder.jcache.expiry.ExpiryAdvice;
import dev.larder.jcache.integration.ReadThrough;
import dev.larder.jcache.integration.WriteBehind;
import dev.larder.jcache.integration.WriteThrough;
import dev.larder.jcache.management.CacheStatistics;
import dev.larder.jcache.processor.Invocations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * What one cache is made of, put together from its configuration.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class CacheParts<K, V> {
  private static final System.Logger LOG = System.getLogger(CacheParts.class.getName());

  /** The longest that closing a cache waits for its writer. */
  private static final long DRAIN_MILLIS = 30_000;

  final Keeper keeper;
  final ExpiryAdvice expiry;
  final CallLimits limits;
  final EntryStore<K, Object> store;
  final CacheStatistics statistics;
  final Listeners<K, V> listeners;
  final Calls<K> calls;

  /** How single keys are changed. */
  final Mutations<K> mutations;

  final Invocations<K, V> invocations;

  /** Loads by a loader; set if there is one, whether reads go through it or not. */
  final Optional<ReadThrough<K, V>> loading;

  final Optional<WriteThrough<K, V>> writeThrough;
  final Optional<WriteBehind<K, V>> writeBehind;

  private final CacheUserCode userCode;
  private final Subscription writing;
  private final String cacheName;
  private final Serializer serializer;

  /** Objects that factories made, closed with the cache if they can be. */
  private final List<Object> made = new ArrayList<>();

  CacheParts(
      LarderCache<K, V> cache, LarderConfiguration<K, V> configuration, ManagerParts shared) {
    String name = cache.getName();
    cacheName = name;
    try {
      serializer =
          configuration
              .serializerFactory()
              .<Serializer>map(this::create)
              .orElseGet(JavaSerializer::standard);
      keeper = weighing(configuration, unweighingKeeper(name, configuration, shared));
      expiry = new ExpiryAdvice(name, create(configuration.getExpiryPolicyFactory()));
      limits = configuration.userCodeLimit().map(CallLimits::ofUserCode).orElse(CallLimits.DEFAULT);
      Optional<CacheLoader<K, V>> loader =
          Optional.ofNullable(configuration.getCacheLoaderFactory()).map(this::create);
      Optional<CacheWriter<K, V>> writer = writerOf(name, configuration);
      writeBehind = writeBehindOf(name, configuration, writer, shared);
      store = shared.stores().open(storeSettings(name, configuration, writer.isPresent()));
      statistics = new CacheStatistics(store::evictions);
      userCode = new CacheUserCode(shared.userCode(), cache);
      listeners = new Listeners<>(cache, keeper, userCode, shared.workers(), limits.waitMillis());
      calls = new Calls<>(name, store, userCode, limits, statistics, listeners);
      loading =
          loader.map(
              given ->
                  new ReadThrough<>(
                      calls, keeper, expiry, given, this::unwritten, configuration.getValueType()));
      writeThrough =
          writeBehind.isPresent() ? Optional.empty() : writer.map(given -> through(given, loader));
      UnderTurn<K> underTurn =
          new UnderTurn<>(calls, expiry, writeThrough.map(given -> (KeyWriter<K>) given));
      mutations =
          withRoom(
              writeThrough.isEmpty() && expiry.isStandard() ? new OneStep<>(calls) : underTurn);
      invocations =
          new Invocations<>(
              calls,
              withRoom(underTurn),
              keeper,
              expiry,
              loaderForProcessors(configuration),
              configuration.getValueType());
      writing = writeBehind.<Subscription>map(store::subscribe).orElse(() -> {});
    } catch (RuntimeException | Error e) {
      closeMade();
      throw e;
    }
  }

  private <T> T create(Factory<? extends T> factory) {
    T object = factory.create();
    toBeClosed(object);
    return object;
  }

  /** Notes an object once, however many of the cache's customizations it is. */
  private void toBeClosed(Object object) {
    if (made.stream().noneMatch(one -> one == object)) {
      made.add(object);
    }
  }

  private Keeper unweighingKeeper(
      String name, LarderConfiguration<K, V> configuration, ManagerParts shared) {
    if (!configuration.isStoreByValue()) {
      return Keeper.byReference(name);
    }
    return configuration
        .copierFactory()
        .map(factory -> Keeper.byCopier(name, create(factory), serializer, shared.loader()))
        .orElseGet(() -> Keeper.byValue(name, serializer, shared.loader()));
  }

  private Keeper weighing(LarderConfiguration<K, V> configuration, Keeper unweighing) {
    if (configuration.maximumBytes().isEmpty()) {
      return unweighing;
    }
    Optional<Weigher<K, V>> weigher = configuration.weigherFactory().map(this::weigher);
    if (weigher.isPresent()) {
      return unweighing.weighing((key, value, kept) -> weighed(weigher.get(), key, value));
    }
    ByteSize size = new ByteSize(cacheName, serializer);
    return unweighing.weighing((key, value, kept) -> size.ofKey(key) + size.ofValue(kept));
  }

  @SuppressWarnings("unchecked") // a weigher of supertypes weighs these types
  private Weigher<K, V> weigher(Factory<? extends Weigher<? super K, ? super V>> factory) {
    return (Weigher<K, V>) create(factory);
  }

  @SuppressWarnings("unchecked") // only the cache's keys and values come here
  private long weighed(Weigher<K, V> weigher, Object key, Object value) {
    return weigher.weightBytes((K) key, (V) value);
  }

  @SuppressWarnings("unchecked") // a writer of supertypes writes these types
  private Optional<CacheWriter<K, V>> writerOf(
      String name, LarderConfiguration<K, V> configuration) {
    Factory<? extends CacheWriter<? super K, ? super V>> factory =
        configuration.getCacheWriterFactory();
    if (configuration.writeBehind().isPresent() && factory == null) {
      throw new CacheException(
          "cache " + name + ": write-behind is set, but no CacheWriter; set a writer factory");
    }
    return factory == null || !configuration.isWriteThrough()
        ? Optional.empty()
        : Optional.of((CacheWriter<K, V>) create(factory));
  }

  private Optional<WriteBehind<K, V>> writeBehindOf(
      String name,
      LarderConfiguration<K, V> configuration,
      Optional<CacheWriter<K, V>> writer,
      ManagerParts shared) {
    WriteBehind.Surroundings surroundings =
        new WriteBehind.Surroundings(shared.time(), shared.workers(), shared.userCode());
    return configuration
        .writeBehind()
        .flatMap(
            options ->
                writer.map(given -> new WriteBehind<>(name, options, given, keeper, surroundings)));
  }

  private StoreSettings<K, Object> storeSettings(
      String name, LarderConfiguration<K, V> configuration, boolean written) {
    Predicate<K> pinned =
        writeBehind.<Predicate<K>>map(behind -> behind::isPending).orElse(key -> false);
    return new StoreSettings<>(
        name,
        expiry.endsByTime() || written ? Endings.BY_TIME : Endings.NONE,
        boundOf(name, configuration),
        limits.holds(),
        pinned);
  }

  private StoreBound<K, Object> boundOf(String name, LarderConfiguration<K, V> configuration) {
    if (configuration.maximumSize().isPresent() && configuration.maximumBytes().isPresent()) {
      throw new CacheException(
          "cache " + name + ": maximum-size and maximum-bytes exclude each other; set one of them");
    }
    if (configuration.maximumSize().isPresent()) {
      return new StoreBound.Entries<>(configuration.maximumSize().getAsLong());
    }
    return configuration.maximumBytes().isPresent()
        ? new StoreBound.Bytes<>(
            configuration.maximumBytes().getAsLong(), (key, kept) -> Keeper.bytesOf(kept))
        : new StoreBound.None<>();
  }

  private Optional<PendingWrite<Object>> unwritten(K key) {
    return writeBehind.flatMap(behind -> behind.pendingOf(key));
  }

  private WriteThrough<K, V> through(CacheWriter<K, V> writer, Optional<CacheLoader<K, V>> loader) {
    Unsure unsure = loader.isPresent() ? Unsure.KEEP_IN_DOUBT : Unsure.KEEP;
    return new WriteThrough<>(calls, keeper, expiry, writer, unsure);
  }

  private Mutations<K> withRoom(Mutations<K> mutations) {
    return writeBehind
        .<Mutations<K>>map(behind -> new WithRoom<K>(mutations, room(behind)))
        .orElse(mutations);
  }

  private WithRoom.Room<K> room(WriteBehind<K, V> behind) {
    return new WithRoom.Room<>() {
      @Override
      public void reserve(K key) {
        behind.reserve(key, limits);
      }

      @Override
      public void release() {
        behind.release();
      }
    };
  }

  private Function<K, @Nullable Object> loaderForProcessors(
      LarderConfiguration<K, V> configuration) {
    return key ->
        configuration.isReadThrough() && loading.isPresent()
            ? loading.get().loadFor("invoke", key)
            : null;
  }

  /** Begins to write what the cache still owes; {@link #close} waits for it. */
  void beginClose() {
    writeBehind.ifPresent(WriteBehind::beginDrain);
  }

  /**
   * Ends everything the cache is made of, the writes it still owes first.
   *
   * @throws CacheException what a user's object threw when it was closed, once all are closed
   */
  void close() {
    writeBehind.ifPresent(this::drain);
    writing.close();
    listeners.deregisterAll().forEach(this::toBeClosed);
    store.close();
    closeMade();
  }

  private void drain(WriteBehind<K, V> behind) {
    int unwritten = behind.drain(DRAIN_MILLIS, limits.holds().writerMillis());
    if (unwritten > 0) {
      LOG.log(
          System.Logger.Level.ERROR,
          "writes lost: cache={0} count={1} reason=the cache was closed and its writer did not take"
              + " them",
          cacheName,
          unwritten);
    }
  }

  private void closeMade() {
    closeAll(made);
    made.clear();
  }

  /** Closes what can be closed, all of it whatever one of them throws. */
  void closeAll(List<Object> objects) {
    CacheException failure = null;
    for (Object object : objects) {
      try {
        if (object instanceof AutoCloseable closeable) {
          closeable.close();
        }
      } catch (Exception e) {
        if (failure == null) {
          failure =
              new CacheException(
                  "cache " + cacheName + ": a " + object.getClass().getName() + " failed to close",
                  e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
