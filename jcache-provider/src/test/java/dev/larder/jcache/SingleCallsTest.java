// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.time.ManualTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What single calls promise that no other test says. */
class SingleCallsTest {
  private static final long TEN_YEARS_MILLIS = 10L * 365 * 86_400_000;

  private final ManualTime time = new ManualTime(1_700_000_000_000L);
  private final OpenManager opened = OpenManager.at(time);

  @AfterEach
  void closeManager() {
    opened.close();
  }

  @Test
  void putAll_failureInTheMiddle_keepsWhatCameBeforeAndEndsThere() {
    CacheEntryCreatedListener<String, Integer> refusesB =
        events ->
            events.forEach(
                event -> {
                  if (event.getKey().equals("b")) {
                    throw new CacheEntryListenerException("no b");
                  }
                });
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> refusesB, null, false, true));
    Map<String, Integer> three = new LinkedHashMap<>();
    three.put("a", 1);
    three.put("b", 2);
    three.put("c", 3);

    assertThatThrownBy(() -> cache.putAll(three)).isInstanceOf(CacheEntryListenerException.class);

    assertThat(cache.containsKey("a")).isTrue();
    assertThat(cache.containsKey("b")).isTrue();
    assertThat(cache.containsKey("c")).isFalse();
  }

  @Test
  void iteratorRemove_valueWrittenSince_removesTheKeyAllTheSame() {
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.put("a", 1);
    Iterator<Cache.Entry<String, Integer>> entries = cache.iterator();
    assertThat(entries.next().getValue()).isEqualTo(1);

    cache.put("a", 2);
    entries.remove();

    assertThat(cache.containsKey("a")).isFalse();
  }

  /** A policy that knows nothing. */
  public static final class ThrowingPolicy implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      throw new IllegalStateException("creation");
    }

    @Override
    public Duration getExpiryForAccess() {
      throw new IllegalStateException("access");
    }

    @Override
    public Duration getExpiryForUpdate() {
      throw new IllegalStateException("update");
    }
  }

  @Test
  void put_policyThrows_newEntryLivesForEverAndOthersKeepTheirEnd() {
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            OpenManager.numbers()
                .setExpiryPolicyFactory(FactoryBuilder.factoryOf(ThrowingPolicy.class)));

    cache.put("a", 1);
    assertThat(cache.get("a")).isEqualTo(1);
    cache.put("a", 2);
    time.advance(TEN_YEARS_MILLIS, () -> {});

    assertThat(cache.get("a")).isEqualTo(2);
  }

  @Test
  void averages_enoughCallsForASample_arePositive() {
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.put("a", 1);

    for (int call = 0; call < 4 * 256; call++) {
      assertThat(cache.get("a")).isEqualTo(1);
    }

    assertThat(cache.statistics().getAverageGetTime()).isPositive();
  }
}
