// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.cache.CacheManager;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.springframework.stereotype.Component;

/** Hits and misses of every cache, as JSR-107's MXBeans count them. */
@Component
public class CacheFigures {
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName ours;

  CacheFigures(CacheManager caches) throws MalformedObjectNameException {
    // The specification's name: ',', ':', '=' and line ends in the URI become dots.
    String manager = caches.getURI().toString().replaceAll("[,:=\n]", ".");
    ours = new ObjectName("javax.cache:type=CacheStatistics,CacheManager=" + manager + ",*");
  }

  /** What one cache has counted. */
  public record Figures(String cache, long hits, long misses, long puts, long evictions) {}

  /** The figures of all caches, by name. */
  public List<Figures> all() {
    var figures = new ArrayList<Figures>();
    for (ObjectName name : beans.queryNames(ours, null)) {
      var bean = JMX.newMXBeanProxy(beans, name, CacheStatisticsMXBean.class);
      figures.add(
          new Figures(
              name.getKeyProperty("Cache"),
              bean.getCacheHits(),
              bean.getCacheMisses(),
              bean.getCachePuts(),
              bean.getCacheEvictions()));
    }
    figures.sort(Comparator.comparing(Figures::cache));
    return figures;
  }
}
