// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import java.util.OptionalLong;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.cache2k.Cache2kBuilder;
import org.cache2k.config.Cache2kConfig;
import org.cache2k.jcache.ExtendedConfiguration;
import org.cache2k.jcache.JCacheConfig;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.jsr107.Eh107Configuration;

/** One cache shape in the words of each provider: the standard has no word for a bound. */
final class Configurations {
  private Configurations() {}

  /** Larder is told its bound by a property, so that its configuration is the standard's. */
  static <K> Configuration<K, Object> of(Provider provider, Class<K> keyType, CacheShape shape) {
    if (!shape.bounded() && provider != Provider.CACHE2K) {
      return shape.applyTo(new MutableConfiguration<>(), keyType);
    }
    return switch (provider) {
      case LARDER -> shape.applyTo(new MutableConfiguration<>(), keyType);
      case CACHE2K -> shape.applyTo(new BoundedCache2k<>(keyType, shape), keyType);
      case CAFFEINE -> boundedCaffeine(keyType, shape);
      case EHCACHE -> boundedEhcache(keyType, shape);
    };
  }

  /** Upkeep in the caller's thread: hit ratios repeat, and no other thread's work goes unseen. */
  @SuppressWarnings("unchecked") // as in CacheShape
  private static <K> Configuration<K, Object> boundedCaffeine(Class<K> keyType, CacheShape shape) {
    return new CaffeineConfiguration<K, Object>()
        .setTypes(keyType, (Class<Object>) shape.valueType())
        .setStoreByValue(shape.storage() == Storage.BY_VALUE)
        .setStatisticsEnabled(shape.statistics() == Statistics.ON)
        .setExpiryPolicyFactory(shape.life().policy())
        .setMaximumSize(OptionalLong.of(shape.maxEntries()))
        .setExecutorFactory(() -> Runnable::run);
  }

  @SuppressWarnings("unchecked") // as in CacheShape
  private static <K> Configuration<K, Object> boundedEhcache(Class<K> keyType, CacheShape shape) {
    CacheConfigurationBuilder<K, Object> builder =
        CacheConfigurationBuilder.newCacheConfigurationBuilder(
            keyType,
            (Class<Object>) shape.valueType(),
            ResourcePoolsBuilder.heap(shape.maxEntries()));
    if (shape.storage() == Storage.BY_VALUE) {
      builder = builder.withValueSerializingCopier();
    }
    if (shape.life() == Life.TEN_MINUTES) {
      builder =
          builder.withExpiry(
              ExpiryPolicyBuilder.timeToLiveExpiration(java.time.Duration.ofMinutes(10)));
    }
    return Eh107Configuration.fromEhcacheCacheConfiguration(builder);
  }

  /** A standard configuration with cache2k's bound in it, which is 2,000 entries unless said. */
  private static final class BoundedCache2k<K> extends MutableConfiguration<K, Object>
      implements ExtendedConfiguration<K, Object> {
    private static final long serialVersionUID = 1;

    private final transient Cache2kConfig<K, Object> ownSettings;

    @SuppressWarnings("unchecked") // as in CacheShape
    BoundedCache2k(Class<K> keyType, CacheShape shape) {
      JCacheConfig extra = new JCacheConfig();
      extra.setCopyAlwaysIfRequested(true);
      ownSettings =
          Cache2kBuilder.of(keyType, (Class<Object>) shape.valueType())
              .entryCapacity(shape.bounded() ? shape.maxEntries() : Long.MAX_VALUE)
              .config();
      ownSettings.getSections().add(extra);
    }

    @Override
    public Cache2kConfig<K, Object> getCache2kConfiguration() {
      return ownSettings;
    }
  }
}
