// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import java.util.stream.Stream;
import org.hibernate.cache.CacheException;
import org.hibernate.cache.cfg.spi.DomainDataCachingConfig;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.internal.SimpleCacheKeysFactory;
import org.hibernate.cache.spi.CacheKeysFactory;

/** What a mapping may not ask of a region. */
final class Mappings {
  private Mappings() {}

  /** Refuses strategies that there are not, and keys that would meet. */
  static void check(DomainDataRegionConfig configuration, CacheKeysFactory keys) {
    all(configuration)
        .forEach(
            cached -> {
              Strategy unused =
                  Strategy.of(
                      cached.getAccessType(),
                      cached.getNavigableRole().getFullPath(),
                      configuration.getRegionName());
            });
    long roles =
        configuration.getEntityCaching().size()
            + (long) configuration.getCollectionCaching().size();
    if (roles > 1 && keys instanceof SimpleCacheKeysFactory) {
      throw new CacheException(
          "region "
              + configuration.getRegionName()
              + " holds "
              + roles
              + " entities or collections, whose ids the simple keys factory cannot tell apart; use"
              + " hibernate.cache.keys_factory=default, or a region for each");
    }
  }

  private static Stream<DomainDataCachingConfig> all(DomainDataRegionConfig configuration) {
    return Stream.of(
            configuration.getEntityCaching().stream(),
            configuration.getCollectionCaching().stream(),
            configuration.getNaturalIdCaching().stream())
        .flatMap(cached -> cached);
  }
}
