// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.hibernate.link.StoreLink;
import org.hibernate.cache.spi.ExtendedStatisticsSupport;
import org.hibernate.cache.spi.Region;
import org.hibernate.cache.spi.RegionFactory;

/** What all regions of one session factory have in common. Nothing here throws. */
abstract class LarderRegion implements Region, ExtendedStatisticsSupport {
  private static final long UNKNOWN = -1;

  final OpenRegion open;
  final StoreLink link;
  private final RegionFactory factory;

  LarderRegion(OpenRegion open, RegionFactory factory) {
    this.open = open;
    this.link = open.link();
    this.factory = factory;
  }

  @Override
  public final String getName() {
    return open.name();
  }

  @Override
  public final RegionFactory getRegionFactory() {
    return factory;
  }

  /** Drops everything, and refuses what was read before. */
  @Override
  public final void clear() {
    link.invalidateAll();
  }

  /** Gives back the share in the store; other session factories keep theirs. */
  @Override
  public final void destroy() {
    open.close();
  }

  @Override
  public final long getElementCountInMemory() {
    return link.entries();
  }

  @Override
  public final long getElementCountOnDisk() {
    return 0;
  }

  @Override
  public final long getSizeInMemory() {
    return UNKNOWN;
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + open.name() + "]";
  }
}
