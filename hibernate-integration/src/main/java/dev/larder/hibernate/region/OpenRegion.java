// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.hibernate.link.StoreLink;
import dev.larder.hibernate.management.RegionBean;
import dev.larder.jcache.SharedStores;

/**
 * A region's share in its store, and all that is opened with it.
 *
 * @param name of the region, as Hibernate gives it
 * @param link the way to the store
 * @param rule how long its entries live
 * @param share given back at the end
 * @param bean shown by JMX until then
 */
record OpenRegion(
    String name,
    StoreLink link,
    ExpiryRule rule,
    SharedStores.Share<SharedRegion> share,
    RegionBean bean) {

  /** The offer of data that was read under a stamp. */
  HoldOperation.FillStamped<Object> offer(long stamp, long over, Object value) {
    return new HoldOperation.FillStamped<>(
        stamp, over, new PlainOperation.StoreLoaded<>(value, rule));
  }

  /**
   * Closes it; twice is as good as once. Nothing is thrown: other regions are to be closed after
   * it.
   */
  void close() {
    attempt(bean::close);
    attempt(share::close);
  }

  private void attempt(Runnable closing) {
    try {
      closing.run();
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
    }
  }
}
