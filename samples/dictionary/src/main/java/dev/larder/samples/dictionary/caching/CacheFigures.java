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

/** Hits, misses and puts of every cache: by JSR-107's MXBeans, and by Hibernate's statistics. */
@Component
public class CacheFigures {
  static final String JCACHE = "JCACHE";

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName ours;
  private final RegionCounts regions;

  CacheFigures(CacheManager caches, RegionCounts regions) throws MalformedObjectNameException {
    this.regions = regions;
    // The specification's name: ',', ':', '=' and line ends in the URI become dots.
    String manager = caches.getURI().toString().replaceAll("[,:=\n]", ".");
    ours = new ObjectName("javax.cache:type=CacheStatistics,CacheManager=" + manager + ",*");
  }

  /** What one cache has counted; its kind is {@value #JCACHE}, or a kind of Hibernate's. */
  public record Figures(String cache, String kind, long hits, long misses, long puts) {}

  /** The figures of all caches, by name. */
  public List<Figures> all() {
    List<Figures> figures = new ArrayList<>();
    for (ObjectName name : beans.queryNames(ours, null)) {
      var bean = JMX.newMXBeanProxy(beans, name, CacheStatisticsMXBean.class);
      figures.add(
          new Figures(
              name.getKeyProperty("Cache"),
              JCACHE,
              bean.getCacheHits(),
              bean.getCacheMisses(),
              bean.getCachePuts()));
    }
    figures.addAll(regions.totals());
    figures.sort(Comparator.comparing(Figures::cache));
    return figures;
  }
}
