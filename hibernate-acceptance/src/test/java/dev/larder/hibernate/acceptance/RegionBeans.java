// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance;

import dev.larder.hibernate.management.RegionMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The regions of one session factory as JMX shows them. */
public final class RegionBeans {
  private final Set<ObjectName> names;

  private RegionBeans(Set<ObjectName> names) {
    this.names = names;
  }

  /** A stage, and the beans that came with it. */
  public record Observed(Stage stage, RegionBeans beans) implements AutoCloseable {
    @Override
    public void close() {
      stage.close();
    }
  }

  /** Opens a stage and remembers which beans it brings. */
  public static Observed open(Supplier<Stage> opening) {
    Set<ObjectName> before = everything();
    Stage stage = opening.get();
    return new Observed(
        stage,
        new RegionBeans(
            everything().stream()
                .filter(name -> !before.contains(name))
                .collect(Collectors.toUnmodifiableSet())));
  }

  /** The names of all beans of Larder's in this JVM. */
  public static Set<ObjectName> everything() {
    try {
      return Set.copyOf(server().queryNames(new ObjectName("dev.larder:*"), null));
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException("JMX refused a pattern", e);
    }
  }

  /** The bean of a region, by Hibernate's name for that. */
  public RegionMXBean region(String name) {
    return all().stream()
        .filter(bean -> bean.getRegion().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bean of region " + name + " in " + names));
  }

  /** The bean of an entity's region. */
  public RegionMXBean region(Class<?> entity) {
    return region(entity.getName());
  }

  /** All of the session factory. */
  public List<RegionMXBean> all() {
    return names.stream()
        .filter(name -> name.getKeyProperty("type").equals("HibernateRegion"))
        .map(name -> JMX.newMXBeanProxy(server(), name, RegionMXBean.class))
        .toList();
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
