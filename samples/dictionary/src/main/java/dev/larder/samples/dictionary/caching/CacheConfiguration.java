// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

import dev.larder.jcache.configuration.LarderConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.hibernate.cache.jcache.ConfigSettings;
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
  private static final Map<String, Integer> REGIONS =
      Map.of(
          CacheNames.WORD_IDS, 20_000,
          CacheNames.WORDS, 20_000,
          CacheNames.SENSES, 60_000,
          CacheNames.MEANINGS, 40_000);

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
    REGIONS.forEach((name, entries) -> caches.createCache(name, region(entries)));
    ANNOTATED.forEach(name -> caches.createCache(name, LarderSettings.bounded(ANSWERS)));
    return caches;
  }

  /** By reference: Hibernate stores entries that it never changes. */
  private static LarderConfiguration<Object, Object> region(int entries) {
    return LarderSettings.<Object, Object>bounded(entries).setStoreByValue(false);
  }

  @Bean
  org.springframework.cache.CacheManager springCaches(
      CacheManager caches, CacheSwitch cacheSwitch) {
    return new SwitchedCaches(new JCacheCacheManager(caches), cacheSwitch);
  }

  @Bean
  HibernatePropertiesCustomizer hibernateUses(CacheManager caches) {
    return settings -> settings.put(ConfigSettings.CACHE_MANAGER, caches);
  }
}
