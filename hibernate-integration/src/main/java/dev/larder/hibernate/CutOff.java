// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate;

import dev.larder.hibernate.management.RegionBean;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * For tests: cuts every second-level cache region of this JVM off its store, as a broken network
 * would, and lets it reach it again. {@code true} cuts off, {@code false} restores.
 *
 * <p>While cut off, nothing that a region sends arrives and no answer comes: the first call of each
 * region runs into its deadline, after which its breaker spares all others the wait. No transaction
 * fails, every read misses, and what is changed meanwhile is gone from the cache before anybody
 * reads there again.
 *
 * <p>It finds the regions by their MBeans in the platform's server, so those of any class loader
 * are met, and those opened later are not.
 */
public final class CutOff implements Consumer<Boolean> {

  /** Nothing is cut off by that. */
  public CutOff() {}

  /**
   * Cuts off, or restores.
   *
   * @throws IllegalStateException if a region's MBean cannot be called
   */
  @Override
  public void accept(Boolean cut) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName all = new ObjectName(RegionBean.DOMAIN + ":type=" + RegionBean.TYPE + ",*");
      for (ObjectName region : server.queryNames(all, null)) {
        Object unused =
            server.invoke(
                region, "cutOff", new Object[] {cut}, new String[] {boolean.class.getName()});
      }
    } catch (JMException e) {
      throw new IllegalStateException("a region could not be reached by JMX", e);
    }
  }
}
