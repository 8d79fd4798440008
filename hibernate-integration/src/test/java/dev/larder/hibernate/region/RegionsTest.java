// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.management.RegionBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hibernate.cache.spi.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the regions of a session factory. */
class RegionsTest {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private final OpenedRegions opened = new OpenedRegions();

  @AfterEach
  void closeRegions() {
    opened.close();
  }

  /** A bean as any: JMX asks it before it lets go. */
  public interface StubbornMXBean {}

  /** One that does not agree. */
  private static final class Stubborn implements StubbornMXBean, MBeanRegistration {
    private boolean relents;

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName name) {
      return name;
    }

    @Override
    public void postRegister(Boolean done) {}

    @Override
    public void preDeregister() {
      if (!relents) {
        throw new IllegalStateException("stays");
      }
    }

    @Override
    public void postDeregister() {}
  }

  @Test
  void close_beanOfOneDoesNotGo_closesTheOthers() throws JMException {
    ObjectName first = beanOf(opened.regions.openQueryResults("first"));
    ObjectName second = beanOf(opened.regions.openQueryResults("second"));
    Stubborn stubborn = new Stubborn();
    BEANS.unregisterMBean(first);
    BEANS.registerMBean(stubborn, first);

    opened.regions.close();

    assertThat(BEANS.isRegistered(first)).isTrue();
    assertThat(BEANS.isRegistered(second)).isFalse();
    stubborn.relents = true;
    BEANS.unregisterMBean(first);
  }

  private ObjectName beanOf(Region region) throws JMException {
    ObjectName pattern =
        new ObjectName(
            RegionBean.DOMAIN
                + (":factory=" + ObjectName.quote(opened.id))
                + (",region=" + ObjectName.quote(region.getName()))
                + ",*");
    return BEANS.queryNames(pattern, null).iterator().next();
  }
}
