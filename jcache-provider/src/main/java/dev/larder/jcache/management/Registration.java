// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.management;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.cache.CacheException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * One MXBean of one cache in the platform's MBean server, under the name that every provider and
 * every tool uses. Two caches whose names differ only in characters that JMX refuses share a name:
 * the one registered first keeps it.
 */
public final class Registration {

  /** The type in an MXBean's name. */
  public enum Type {
    /** {@link javax.cache.management.CacheMXBean}. */
    CONFIGURATION("CacheConfiguration"),
    /** {@link javax.cache.management.CacheStatisticsMXBean}. */
    STATISTICS("CacheStatistics");

    private final String type;

    Type(String type) {
      this.type = type;
    }
  }

  private static final System.Logger LOG = System.getLogger(Registration.class.getName());
  private static final Pattern REFUSED = Pattern.compile("[,:=\n*?\"]");

  private final Object bean;
  private final ObjectName name;
  private boolean registered;

  /**
   * Not registered yet.
   *
   * @throws CacheException if no JMX name can be made of the two names
   */
  public Registration(Object bean, Type type, String managerUri, String cacheName) {
    this.bean = bean;
    try {
      this.name =
          new ObjectName(
              "javax.cache:type="
                  + type.type
                  + ",CacheManager="
                  + legal(managerUri)
                  + ",Cache="
                  + legal(cacheName));
    } catch (JMException e) {
      throw new CacheException("cache " + cacheName + ": no MXBean can be named after it", e);
    }
  }

  private static String legal(String name) {
    return REFUSED.matcher(name).replaceAll(".");
  }

  /** Registers the bean; a second time does nothing. */
  public synchronized void register() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    if (registered) {
      return;
    }
    if (server.isRegistered(name)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "MXBean not registered: name={0} reason=another cache has it",
          name);
      return;
    }
    try {
      server.registerMBean(bean, name);
      registered = true;
    } catch (JMException e) {
      throw new CacheException("MXBean " + name + " could not be registered", e);
    }
  }

  /** Takes the bean back; does nothing if it is not there. */
  public synchronized void unregister() {
    if (!registered) {
      return;
    }
    registered = false;
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      LOG.log(System.Logger.Level.DEBUG, "MXBean was gone already: name={0}", name);
    } catch (JMException e) {
      throw new CacheException("MXBean " + name + " could not be unregistered", e);
    }
  }
}
