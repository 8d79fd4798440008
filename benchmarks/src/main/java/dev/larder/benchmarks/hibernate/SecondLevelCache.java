// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks.hibernate;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** Whose second-level cache is measured. */
public enum SecondLevelCache {
  /** Ours. */
  LARDER("Larder"),
  /** hibernate-jcache on Caffeine, its caches made by hand so that they hold references. */
  CAFFEINE_BY_REFERENCE("hibernate-jcache, Caffeine by reference"),
  /** hibernate-jcache on Caffeine as {@code missing_cache_strategy=create} makes it. */
  CAFFEINE_BY_VALUE("hibernate-jcache, Caffeine by value");

  private static final String CAFFEINE =
      "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider";

  private final String title;

  SecondLevelCache(String title) {
    this.title = title;
  }

  /** What tables call it. */
  String title() {
    return title;
  }

  /** A session factory with this cache on a database of its own, which ends with it. */
  SessionFactory open() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
    settings.put("hibernate.hbm2ddl.auto", "create-drop");
    settings.put("hibernate.cache.use_second_level_cache", "true");
    switch (this) {
      case LARDER -> settings.put("hibernate.cache.region.factory_class", "larder");
      case CAFFEINE_BY_REFERENCE -> {
        settings.put("hibernate.cache.region.factory_class", "jcache");
        settings.put("hibernate.javax.cache.cache_manager", byReference());
      }
      case CAFFEINE_BY_VALUE -> {
        settings.put("hibernate.cache.region.factory_class", "jcache");
        settings.put("hibernate.javax.cache.provider", CAFFEINE);
        settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
      }
    }
    return new MetadataSources(new StandardServiceRegistryBuilder().applySettings(settings).build())
        .addAnnotatedClass(Item.class)
        .buildMetadata()
        .buildSessionFactory();
  }

  private static CacheManager byReference() {
    CachingProvider provider = Caching.getCachingProvider(CAFFEINE);
    CacheManager manager = provider.getCacheManager();
    var unused =
        manager.createCache(
            Item.class.getName(), new MutableConfiguration<>().setStoreByValue(false));
    return manager;
  }
}
