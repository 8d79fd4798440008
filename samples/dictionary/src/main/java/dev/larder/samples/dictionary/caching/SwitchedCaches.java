// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCache;

/** Spring's view of the caches; with the switch off it hands out caches that keep nothing. */
final class SwitchedCaches implements CacheManager {
  private final CacheManager caches;
  private final CacheSwitch cacheSwitch;

  SwitchedCaches(CacheManager caches, CacheSwitch cacheSwitch) {
    this.caches = caches;
    this.cacheSwitch = cacheSwitch;
  }

  @Override
  public @Nullable Cache getCache(String name) {
    return cacheSwitch.on() ? caches.getCache(name) : new NoOpCache(name);
  }

  @Override
  public Collection<String> getCacheNames() {
    return caches.getCacheNames();
  }
}
