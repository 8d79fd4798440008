// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.management;

import dev.larder.engine.entry.Admission;
import dev.larder.hibernate.link.StoreLink;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hibernate.cache.CacheException;

/** A region in the platform's MBean server, from its opening to its end. */
public final class RegionBean implements RegionMXBean, AutoCloseable {
  /** The domain of all beans of ours. */
  public static final String DOMAIN = "dev.larder";

  /** The type of these. */
  public static final String TYPE = "HibernateRegion";

  private final String region;
  private final StoreLink link;
  private final ObjectName name;

  /**
   * Registered.
   *
   * @param factory tells the region of one session factory from that of another
   * @param kind what the region holds
   */
  public RegionBean(String factory, String kind, String region, StoreLink link) {
    this.region = region;
    this.link = link;
    this.name = nameOf(factory, kind, region);
    try {
      Object unused = server().registerMBean(this, name);
    } catch (JMException e) {
      throw new CacheException("region " + region + ": JMX refused the name " + name, e);
    }
  }

  private static ObjectName nameOf(String factory, String kind, String region) {
    String text =
        DOMAIN
            + ":type="
            + TYPE
            + ",factory="
            + ObjectName.quote(factory)
            + ",kind="
            + kind
            + ",region="
            + ObjectName.quote(region);
    try {
      return new ObjectName(text);
    } catch (JMException e) {
      throw new IllegalStateException("a quoted name was refused by JMX: " + text, e);
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  @Override
  public void close() {
    try {
      if (server().isRegistered(name)) {
        server().unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new CacheException("region " + region + ": JMX did not let go of " + name, e);
    }
  }

  @Override
  public String getRegion() {
    return region;
  }

  @Override
  public long getEntries() {
    return link.entries();
  }

  @Override
  public long getEvictions() {
    return link.evictions();
  }

  @Override
  public long getFills() {
    return link.counts().fills(Admission.FILLED);
  }

  @Override
  public long getFillsRefusedAsOld() {
    return link.counts().fills(Admission.WRITTEN_SINCE);
  }

  @Override
  public long getFillsRefusedAsHeld() {
    return link.counts().fills(Admission.HELD);
  }

  @Override
  public long getFillsRefusedAsPresent() {
    return link.counts().fills(Admission.PRESENT);
  }

  @Override
  public long getIntents() {
    return link.counts().intents();
  }

  @Override
  public long getOutlivedIntents() {
    return link.counts().outlivedIntents();
  }

  @Override
  public long getFailures() {
    return link.counts().failures();
  }

  @Override
  public int getJournalled() {
    return link.journalled();
  }

  @Override
  public boolean isDetached() {
    return link.isDetached();
  }

  @Override
  public void cutOff(boolean cut) {
    link.cutOff(cut);
  }
}
