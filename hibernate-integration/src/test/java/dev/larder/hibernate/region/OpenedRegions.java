// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.hibernate.Broken;
import dev.larder.hibernate.configuration.FactorySettings;
import dev.larder.hibernate.configuration.Isolation;
import dev.larder.jcache.SharedStores;
import dev.larder.jcache.SharedStores.LastMember;
import dev.larder.jcache.spi.LarderCachingProvider;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.internal.NoCachingRegionFactory;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Regions on stores of their own, of a session factory that fails whatever it is asked. */
final class OpenedRegions implements AutoCloseable {
  /** Tells their beans from others. */
  final String id = UUID.randomUUID().toString();

  private final SharedStores.Member member =
      new LarderCachingProvider()
          .getCacheManager(URI.create("larder:local/" + id), getClass().getClassLoader())
          .unwrap(SharedStores.class)
          .join(LastMember.CLOSES_THE_MANAGER);

  final Regions regions =
      new Regions(
          NoCachingRegionFactory.INSTANCE,
          new FactorySettings(Map.of()),
          new Regions.Surroundings(member, Isolation.READ_COMMITTED, "app.", id, "alike"));

  DomainRegion domain(DomainDataRegionConfig configuration, CacheKeysFactory keys) {
    return (DomainRegion)
        regions.openDomainData(configuration, Broken.all(SessionFactoryImplementor.class), keys);
  }

  @Override
  public void close() {
    regions.close();
    member.close();
  }
}
