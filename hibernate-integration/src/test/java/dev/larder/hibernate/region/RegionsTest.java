// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.configuration.FactorySettings;
import dev.larder.hibernate.configuration.Isolation;
import dev.larder.hibernate.management.RegionBean;
import dev.larder.jcache.SharedStores;
import dev.larder.jcache.SharedStores.LastMember;
import dev.larder.jcache.spi.LarderCachingProvider;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.management.JMException;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hibernate.cache.internal.NoCachingRegionFactory;
import org.hibernate.cache.spi.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the regions of a session factory. */
class RegionsTest {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private final String id = UUID.randomUUID().toString();
  private final CacheManager manager =
      new LarderCachingProvider()
          .getCacheManager(URI.create("larder:local/" + id), getClass().getClassLoader());
  private final SharedStores.Member member =
      manager.unwrap(SharedStores.class).join(LastMember.CLOSES_THE_MANAGER);

  @AfterEach
  void closeManager() {
    member.close();
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
    Regions regions =
        new Regions(
            NoCachingRegionFactory.INSTANCE,
            new FactorySettings(Map.of()),
            new Regions.Surroundings(member, Isolation.READ_COMMITTED, "app.", id, "alike"));
    ObjectName first = beanOf(regions.openQueryResults("first"));
    ObjectName second = beanOf(regions.openQueryResults("second"));
    Stubborn stubborn = new Stubborn();
    BEANS.unregisterMBean(first);
    BEANS.registerMBean(stubborn, first);

    regions.close();

    assertThat(BEANS.isRegistered(first)).isTrue();
    assertThat(BEANS.isRegistered(second)).isFalse();
    stubborn.relents = true;
    BEANS.unregisterMBean(first);
  }

  private ObjectName beanOf(Region region) throws JMException {
    ObjectName pattern =
        new ObjectName(
            RegionBean.DOMAIN
                + (":factory=" + ObjectName.quote(id))
                + (",region=" + ObjectName.quote(region.getName()))
                + ",*");
    return BEANS.queryNames(pattern, null).iterator().next();
  }
}
