// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import static dev.larder.samples.dictionary.caching.CacheNames.ANCESTORS;

import dev.larder.samples.dictionary.caching.CacheSwitch;
import dev.larder.samples.dictionary.caching.LarderSettings;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.springframework.stereotype.Component;

/** Ways to the root, read through the cache: it asks the loader for what it has not. */
@Component
public class Ancestors {
  private static final int ENTRIES = 10_000;

  private final AncestryLoader loader;
  private final CacheSwitch cacheSwitch;
  private final Cache<Integer, Ancestry> cache;

  Ancestors(CacheManager caches, AncestryLoader loader, CacheSwitch cacheSwitch) {
    this.loader = loader;
    this.cacheSwitch = cacheSwitch;
    // lines: path
    var settings = LarderSettings.<Integer, Ancestry>bounded(ENTRIES);
    settings.setReadThrough(true).setCacheLoaderFactory(() -> loader);
    cache = caches.createCache(ANCESTORS, settings);
    // end
  }

  /** The synset and everything broader. */
  public Ancestry of(int synset) {
    return cacheSwitch.on() ? cache.get(synset) : loader.load(synset);
  }

  /** The same for many synsets; those that are not there come from one call of the loader. */
  public Map<Integer, Ancestry> ofAll(Set<Integer> synsets) {
    return cacheSwitch.on() ? cache.getAll(synsets) : loader.loadAll(synsets);
  }
}
