// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.util.List;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/** A JCache provider under test, and how each of them is told a bound. */
public enum Provider {
  /** Ours. */
  LARDER("Larder", "dev.larder.jcache.spi.LarderCachingProvider"),
  /** The fastest of the peers on the heap. */
  CACHE2K("cache2k jcache", "org.cache2k.jcache.provider.JCacheProvider"),
  /** Caffeine's adapter. */
  CAFFEINE("Caffeine jcache", "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider"),
  /** Ehcache, heap tier only. */
  EHCACHE("Ehcache", "org.ehcache.jsr107.EhcacheCachingProvider");

  static final String CACHE_NAME = "measured";

  private final String title;
  private final String className;

  Provider(String title, String className) {
    this.title = title;
    this.className = className;
  }

  /** What tables call it. */
  String title() {
    return title;
  }

  /**
   * How the names of its class path entries begin, besides the standard's own jar; with a slash,
   * what their paths hold.
   */
  List<String> jars() {
    return switch (this) {
      case LARDER ->
          List.of("larder-engine-", "larder-jcache-", "engine/target/", "jcache-provider/target/");
      case CACHE2K -> List.of("cache2k-");
      case CAFFEINE ->
          List.of(
              "caffeine-",
              "jcache-3",
              "config-",
              "jakarta.inject-",
              "jspecify-",
              "org.osgi",
              "osgi.",
              "error_prone_annotations-");
      case EHCACHE -> List.of("ehcache-", "slf4j-");
    };
  }

  /** Opens a manager with one cache; closing the manager closes both. */
  <K> Cache<K, Object> open(Class<K> keyType, CacheShape shape) {
    CachingProvider provider = Caching.getCachingProvider(className);
    Properties properties = new Properties();
    if (this == LARDER && shape.bounded()) {
      properties.setProperty(
          "larder.caches." + CACHE_NAME + ".maximum-size", Integer.toString(shape.maxEntries()));
    }
    CacheManager manager =
        provider.getCacheManager(
            provider.getDefaultURI(), Provider.class.getClassLoader(), properties);
    Cache<K, Object> cache =
        manager.createCache(CACHE_NAME, Configurations.of(this, keyType, shape));
    // Ehcache's own configuration, which holds the bound, does not know the standard's statistics.
    manager.enableStatistics(CACHE_NAME, shape.statistics() == Statistics.ON);
    return cache;
  }

  /** Closes the provider, so that the next cache opens with its own bound. */
  void close() {
    Caching.getCachingProvider(className).close();
  }
}
