// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.hibernate.cfg.StatisticsSettings;
import org.hibernate.stat.spi.StatisticsFactory;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** One JCache manager for Hibernate, Spring's annotations and the caches used by hand. */
@Configuration(proxyBeanMethods = false)
@EnableCaching
class CacheConfiguration {
  private static final int ANSWERS = 20_000;
  private static final List<String> ANNOTATED =
      List.of(
          CacheNames.DEFINITIONS,
          CacheNames.RELATED,
          CacheNames.SIMILARITY,
          CacheNames.SUGGESTIONS);

  /**
   * The manager, with a name of its own: two applications in one JVM do not meet. It closes before
   * the database does, for then it writes what is pending.
   */
  @Bean
  @DependsOn("countedDatabase")
  CacheManager caches() {
    CachingProvider provider = Caching.getCachingProvider();
    URI uri = URI.create("larder:local/dictionary-" + UUID.randomUUID());
    CacheManager caches = provider.getCacheManager(uri, getClass().getClassLoader());
    ANNOTATED.forEach(name -> caches.createCache(name, LarderSettings.bounded(ANSWERS)));
    return caches;
  }

  @Bean
  org.springframework.cache.CacheManager springCaches(
      CacheManager caches, CacheSwitch cacheSwitch) {
    return new SwitchedCaches(new JCacheCacheManager(caches), cacheSwitch);
  }

  @Bean
  RegionCounts regionCounts() {
    return new RegionCounts();
  }

  /** The regions of application.properties live in the same manager; it outlives Hibernate. */
  @Bean
  HibernatePropertiesCustomizer hibernateUses(CacheManager caches, RegionCounts counts) {
    StatisticsFactory statistics = sessions -> new CountedStatistics(sessions, counts);
    return settings -> {
      settings.put("hibernate.cache.larder.manager", caches);
      settings.put(StatisticsSettings.STATS_BUILDER, statistics);
    };
  }
}
