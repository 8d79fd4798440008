// SPDX-License-Identifier: Apache-2.0

package dev.larder.tck;

import javax.cache.Caching;
import manager.CacheNameOnEachMethodBlogManagerImpl;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import manager.UsingDefaultCacheNameBlogManagerImpl;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A Spring application of nothing but the TCK's three beans and their caches. */
@Configuration(proxyBeanMethods = false)
@EnableCaching(proxyTargetClass = true)
class BlogApplication {
  @Bean
  CacheManager cacheManager() {
    return new CreatingCacheManager(Caching.getCachingProvider().getCacheManager());
  }

  @Bean
  CacheNameOnEachMethodBlogManagerImpl cacheNameOnEachMethod() {
    return new CacheNameOnEachMethodBlogManagerImpl();
  }

  @Bean
  ClassLevelCacheConfigBlogManagerImpl classLevelCacheConfig() {
    return new ClassLevelCacheConfigBlogManagerImpl();
  }

  @Bean
  UsingDefaultCacheNameBlogManagerImpl usingDefaultCacheName() {
    return new UsingDefaultCacheNameBlogManagerImpl();
  }
}
