// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two MXBeans of a cache, whatever its name is. */
class MxBeanTest {
  private final OpenManager opened = OpenManager.open();
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @AfterEach
  void closeManager() {
    opened.close();
  }

  private Set<ObjectName> beans(String type) throws Exception {
    String uri = opened.manager().getURI().toString().replace(':', '.');
    return server.queryNames(
        new ObjectName("javax.cache:type=" + type + ",CacheManager=" + uri + ",*"), null);
  }

  @Test
  void statistics_switchedOnAndOff_comeAndGo() throws Exception {
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.put("a", 1);
    cache.get("a");

    Set<ObjectName> beans = beans("CacheStatistics");
    assertThat(beans).hasSize(1);
    ObjectName bean = beans.iterator().next();
    assertThat(bean.getKeyProperty("Cache")).isEqualTo("words");
    assertThat(server.getAttribute(bean, "CacheHits")).isEqualTo(1L);
    server.invoke(bean, "clear", new Object[0], new String[0]);
    assertThat(cache.statistics().getCacheHits()).isZero();

    opened.manager().enableStatistics("words", false);
    assertThat(beans("CacheStatistics")).isEmpty();
    opened.manager().enableStatistics("words", true);
    assertThat(beans("CacheStatistics")).hasSize(1);
    cache.close();
    assertThat(beans("CacheStatistics")).isEmpty();
  }

  @Test
  void configuration_switchedOn_showsTheCache() throws Exception {
    opened.cache("words", OpenManager.numbers().setManagementEnabled(true));

    ObjectName bean = beans("CacheConfiguration").iterator().next();

    assertThat(server.getAttribute(bean, "KeyType")).isEqualTo("java.lang.String");
    assertThat(server.getAttribute(bean, "ValueType")).isEqualTo("java.lang.Integer");
    assertThat(server.getAttribute(bean, "StoreByValue")).isEqualTo(true);
    assertThat(server.getAttribute(bean, "ManagementEnabled")).isEqualTo(true);
    assertThat(server.getAttribute(bean, "StatisticsEnabled")).isEqualTo(false);
    assertThat(server.getAttribute(bean, "ReadThrough")).isEqualTo(false);
    assertThat(server.getAttribute(bean, "WriteThrough")).isEqualTo(false);
    opened.manager().close();
    assertThat(beans("CacheConfiguration")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a,b=c:d*?\"\n##(x)",
        "shop.Book##NaturalId",
        "a.b.C.find(java.lang.String,int)",
        "tab\tand\rreturn",
        "back\\slash",
        "\u00e4\u6f22\ud83d\ude00",
        "default"
      })
  void name_anyCharacters_isMadeFoundShownAndDestroyed(String name) throws Exception {
    LarderCache<String, Integer> cache =
        opened.cache(
            name, OpenManager.numbers().setStatisticsEnabled(true).setManagementEnabled(true));
    cache.put("a", 1);

    assertThat(opened.manager().getCacheNames()).containsExactly(name);
    assertThat(opened.manager().getCache(name)).isSameAs(cache);
    assertThat(cache.getName()).isEqualTo(name);
    assertThat(beans("CacheStatistics")).hasSize(1);
    assertThat(beans("CacheConfiguration")).hasSize(1);
    assertThat(beans("CacheStatistics").iterator().next().isPattern()).isFalse();
    opened.manager().destroyCache(name);
    assertThat(beans("CacheStatistics")).isEmpty();
    assertThat(opened.manager().getCacheNames()).isEmpty();
  }

  @Test
  void names_thatCollideInJmx_keepTheFirstBeanAndBothCaches() throws Exception {
    LarderCache<String, Integer> first = opened.counted("a:b");
    LarderCache<String, Integer> second = opened.counted("a=b");
    first.put("x", 1);

    Set<ObjectName> beans = beans("CacheStatistics");
    assertThat(beans).hasSize(1);
    assertThat(server.getAttribute(beans.iterator().next(), "CachePuts")).isEqualTo(1L);
    second.close();
    assertThat(beans("CacheStatistics")).hasSize(1);
    first.close();
    assertThat(beans("CacheStatistics")).isEmpty();
  }

  @Test
  void enable_onAClosedManagerOrAnUnknownCache_leavesNothingBehind() throws Exception {
    opened.manager().enableStatistics("unknown", true);
    opened.manager().enableManagement("unknown", true);
    assertThat(beans("CacheStatistics")).isEmpty();

    opened.manager().close();

    assertThatThrownBy(() -> opened.manager().enableStatistics("unknown", true))
        .isInstanceOf(IllegalStateException.class);
  }
}
