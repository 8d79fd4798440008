// SPDX-License-Identifier: Apache-2.0

package dev.larder.tck;

import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.jcache.JCacheCacheManager;

/** Spring's view of a JCache manager that makes each cache at the first use of its name. */
final class CreatingCacheManager extends JCacheCacheManager {
  private final CacheManager jcache;

  CreatingCacheManager(CacheManager jcache) {
    super(jcache);
    this.jcache = jcache;
  }

  @Override
  protected @Nullable Cache getMissingCache(String name) {
    Cache existing = super.getMissingCache(name);
    return existing != null
        ? existing
        : new JCacheCache(
            jcache.createCache(name, new MutableConfiguration<Object, Object>()),
            isAllowNullValues());
  }
}
