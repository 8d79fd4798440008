// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import dev.larder.engine.writebehind.WriteBehindOptions;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.configuration.LarderConfiguration;
import dev.larder.jcache.spi.LarderCachingProvider;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** A cache in one of the ways it can be configured, with the store behind it if it has one. */
final class Stage implements AutoCloseable {

  /** The ways. */
  enum Kind {
    /** By reference; changes are made in one step. */
    BY_REFERENCE,
    /** By value, of a type that can be changed. */
    BY_VALUE,
    /** Under a policy of the user's own, which makes every change take the key's turn. */
    POLICY,
    /** So small that it lets entries go. */
    BOUNDED,
    /** Read and written through. */
    THROUGH,
    /** Read and written through, under a policy of the user's own. */
    THROUGH_POLICY,
    /** Read through and written through, and so small that it lets entries go. */
    THROUGH_BOUNDED,
    /** Read through and written behind. */
    BEHIND;

    /** Whether there is a store behind the cache. */
    boolean hasStore() {
      return name().startsWith("THROUGH") || this == BEHIND;
    }

    /** Whether entries may be let go because the cache is full. */
    boolean isBounded() {
      return this == BOUNDED || this == THROUGH_BOUNDED;
    }

    /** What may be believed of the results. */
    Model model() {
      return hasStore() ? Model.view() : this == BOUNDED ? Model.forgetful() : Model.exact();
    }
  }

  private static final int SMALL = 2;

  private static final CacheManager MANAGER =
      new LarderCachingProvider().getCacheManager(null, null, null);
  private static final AtomicInteger OPENED = new AtomicInteger();

  private final IntCache<?> cache;
  private final Optional<SlowStore> store;

  private Stage(IntCache<?> cache, Optional<SlowStore> store) {
    this.cache = cache;
    this.store = store;
  }

  static Stage of(Kind kind) {
    return switch (kind) {
      case BY_REFERENCE -> plain(config -> config.setStoreByValue(false));
      case BY_VALUE -> byValue();
      case POLICY -> plain(config -> config.setExpiryPolicyFactory(ForEver::new));
      case BOUNDED -> plain(config -> config.setMaximumSize(SMALL));
      case THROUGH -> through(config -> config);
      case THROUGH_POLICY -> through(config -> config.setExpiryPolicyFactory(ForEver::new));
      case THROUGH_BOUNDED -> through(config -> config.setMaximumSize(SMALL));
      case BEHIND ->
          through(
              config ->
                  config.setWriteBehind(
                      WriteBehindOptions.defaults().withDelayMillis(0).withBatchSize(2)));
    };
  }

  private static Stage byValue() {
    return open(
        new LarderConfiguration<Integer, Box>().setTypes(Integer.class, Box.class),
        Optional.empty(),
        Box::new,
        Box::take);
  }

  private static Stage plain(UnaryOperator<LarderConfiguration<Integer, Integer>> more) {
    return open(
        more.apply(
            new LarderConfiguration<Integer, Integer>().setTypes(Integer.class, Integer.class)),
        Optional.empty(),
        Integer::valueOf,
        Integer::intValue);
  }

  private static Stage through(UnaryOperator<LarderConfiguration<Integer, Integer>> more) {
    SlowStore store = new SlowStore();
    LarderConfiguration<Integer, Integer> config =
        new LarderConfiguration<Integer, Integer>()
            .setTypes(Integer.class, Integer.class)
            .setCacheLoaderFactory(() -> store)
            .setCacheWriterFactory(() -> store)
            .setReadThrough(true)
            .setWriteThrough(true);
    return open(more.apply(config), Optional.of(store), Integer::valueOf, Integer::intValue);
  }

  private static <V> Stage open(
      LarderConfiguration<Integer, V> config,
      Optional<SlowStore> store,
      IntFunction<V> toValue,
      ToIntFunction<V> toNumber) {
    String name = "stage" + OPENED.incrementAndGet();
    Cache<Integer, V> cache = MANAGER.createCache(name, config.setStatisticsEnabled(true));
    return new Stage(new IntCache<>(cache, toValue, toNumber), store);
  }

  IntCache<?> cache() {
    return cache;
  }

  LarderCache<?, ?> larder() {
    return cache.cache().unwrap(LarderCache.class);
  }

  Optional<SlowStore> store() {
    return store;
  }

  /** As if the cache had just been made. */
  void reset() {
    cache.cache().removeAll();
    cache.cache().clear();
    store.ifPresent(SlowStore::forgetAll);
  }

  @Override
  public void close() {
    cache.cache().close();
  }

  /** A policy that is none of the standard ones; nothing ends. */
  static final class ForEver implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      return Duration.ETERNAL;
    }

    @Override
    public @Nullable Duration getExpiryForAccess() {
      return null;
    }

    @Override
    public @Nullable Duration getExpiryForUpdate() {
      return null;
    }
  }
}
