// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.hibernate.link.StoreLink;
import java.util.List;
import java.util.OptionalLong;
import org.hibernate.cache.CacheException;

/**
 * What session factories share who share a region: what one could not tell the store, the others
 * must not read past.
 *
 * @param link the way to the store
 * @param bounds of the store, as the first of them set them
 * @param entries how entries look to the first of them
 */
record SharedRegion(StoreLink link, List<OptionalLong> bounds, String entries) {
  private static final System.Logger LOG = System.getLogger(SharedRegion.class.getName());

  /**
   * Refuses a session factory that could not read the others' entries.
   *
   * @throws CacheException if that is so
   */
  void requireSame(String region, String ofThis) {
    if (!entries.equals(ofThis)) {
      throw new CacheException(
          "region "
              + region
              + " is shared with another session factory, which has "
              + entries
              + " where this one has "
              + ofThis
              + "; set both alike, or hibernate.cache.region_prefix apart");
    }
  }

  void warnOfOther(String region, List<OptionalLong> ofThis) {
    if (!bounds.equals(ofThis)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "region shared with another session factory, whose bounds stay: region={0} theirs={1}"
              + " ours={2}",
          region,
          bounds,
          ofThis);
    }
  }
}
