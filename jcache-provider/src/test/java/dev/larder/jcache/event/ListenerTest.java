// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import static dev.larder.jcache.event.Everything.listening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.junit.jupiter.api.Test;

/** Listeners, synchronous and asynchronous, and what they may do. */
class ListenerTest extends ListenerStage {
  @Test
  void synchronous_changes_areToldOnceInOrderWithOldValues() {
    LarderCache<String, Integer> cache = cache(listening(true, this::note));

    cache.put("a", 1);
    cache.put("a", 2);
    cache.replace("a", 2, 3);
    cache.putIfAbsent("a", 9);
    cache.getAndRemove("a");
    cache.remove("a");
    cache.putAll(Map.of("b", 4));
    cache.invoke(
        "b",
        (entry, arguments) -> {
          entry.setValue(5);
          return null;
        });
    cache.removeAll(Set.of("b"));
    cache.put("c", 6);
    cache.clear();

    assertThat(told)
        .containsExactly(
            "CREATED a=1",
            "UPDATED a=2 was 1",
            "UPDATED a=3 was 2",
            "REMOVED a=3 was 3",
            "CREATED b=4",
            "UPDATED b=5 was 4",
            "REMOVED b=5 was 5",
            "CREATED c=6");
  }

  @Test
  void synchronous_manyThreads_tellEachChangeOfAKeyOnceAndInOrder() throws Exception {
    Map<String, List<Integer>> heard = new ConcurrentHashMap<>();
    LarderCache<String, Integer> cache =
        cache(
            listening(
                true,
                event ->
                    heard
                        .computeIfAbsent(event.getKey(), key -> new CopyOnWriteArrayList<>())
                        .add(event.getValue())));

    List<Job<Boolean>> jobs =
        Crew.startTogether(
            4,
            () -> {
              for (int i = 0; i < 300; i++) {
                cache.invoke(
                    "key" + i % 3,
                    (entry, arguments) -> {
                      entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
                      return null;
                    });
              }
              return true;
            });
    for (Job<Boolean> job : jobs) {
      assertThat(job.result()).isTrue();
    }

    assertThat(heard).hasSize(3);
    heard.values().forEach(values -> assertThat(values).hasSize(400).isSorted().contains(1, 400));
  }

  @Test
  void filter_always_decides() {
    Factory<CacheEntryEventFilter<String, Integer>> filters =
        () -> event -> event.getValue() % 2 == 0;
    LarderCache<String, Integer> cache =
        cache(
            new MutableCacheEntryListenerConfiguration<>(
                () -> new Everything(this::note), filters, false, true));

    cache.put("a", 1);
    cache.put("a", 2);

    assertThat(told).hasSize(1).first().asString().startsWith("UPDATED a=2");
  }

  @Test
  void expired_withoutAReader_isTold() {
    CountDownLatch expired = new CountDownLatch(1);
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            OpenManager.numbers()
                .setExpiryPolicyFactory(
                    CreatedExpiryPolicy.factoryOf(
                        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, 20)))
                .addCacheEntryListenerConfiguration(
                    listening(
                        true,
                        event -> {
                          note(event);
                          if (told.size() == 2) {
                            expired.countDown();
                          }
                        })));

    cache.put("a", 1);

    Crew.await(expired);
    assertThat(told).containsExactly("CREATED a=1", "EXPIRED a=1 was 1");
  }

  @Test
  void synchronous_listenerThrows_reachesTheCallerAndKeepsTheWrite() {
    IllegalStateException cause = new IllegalStateException("broken");
    LarderCache<String, Integer> cache =
        cache(
            listening(
                true,
                event -> {
                  throw cause;
                }));

    assertThatThrownBy(() -> cache.put("a", 1))
        .isInstanceOf(CacheEntryListenerException.class)
        .hasMessageContaining("words")
        .hasCause(cause);

    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void synchronous_filterThrows_reachesTheCallerAndKeepsTheWrite() {
    Factory<CacheEntryEventFilter<String, Integer>> filters =
        () ->
            event -> {
              throw new IllegalStateException("broken");
            };
    LarderCache<String, Integer> cache =
        cache(
            new MutableCacheEntryListenerConfiguration<>(
                () -> new Everything(this::note), filters, false, true));

    assertThatThrownBy(() -> cache.put("a", 1)).isInstanceOf(CacheEntryListenerException.class);

    assertThat(cache.get("a")).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void synchronous_listenerThrowsAnError_isNotWrapped() {
    AssertionError error = new AssertionError("broken");
    LarderCache<String, Integer> cache =
        cache(
            listening(
                true,
                event -> {
                  throw error;
                }));

    assertThatThrownBy(() -> cache.put("a", 1)).isSameAs(error);
  }

  @Test
  void synchronous_twoListenersThrowTheSameException_throwsIt() {
    CacheEntryListenerException one = new CacheEntryListenerException("broken");
    LarderCache<String, Integer> cache =
        cache(
            listening(
                true,
                event -> {
                  throw one;
                }));
    cache.registerCacheEntryListener(
        listening(
            true,
            event -> {
              throw one;
            }));

    assertThatThrownBy(() -> cache.put("a", 1)).isSameAs(one);
  }

  @Test
  void deregister_always_tellsNothingMore() {
    CacheEntryListenerConfiguration<String, Integer> listener = listening(true, this::note);
    LarderCache<String, Integer> cache = cache(listener);
    cache.put("a", 1);

    cache.deregisterCacheEntryListener(listener);
    cache.put("a", 2);
    cache.registerCacheEntryListener(listener);
    cache.put("a", 3);

    assertThat(told).containsExactly("CREATED a=1", "UPDATED a=3 was 2");
  }

  @Test
  void register_theSameConfigurationTwice_isRefused() {
    CacheEntryListenerConfiguration<String, Integer> listener = listening(true, this::note);
    LarderCache<String, Integer> cache = cache(listener);

    assertThatThrownBy(() -> cache.registerCacheEntryListener(listener))
        .isInstanceOf(IllegalArgumentException.class);
    cache.put("a", 1);

    assertThat(told).hasSize(1);
  }

  @Test
  void register_factoryThrows_leavesTheConfigurationAsItWas() {
    LarderCache<String, Integer> cache = opened.counted("words");
    Factory<Everything> broken =
        () -> {
          throw new IllegalStateException("no listener");
        };

    assertThatThrownBy(
            () ->
                cache.registerCacheEntryListener(
                    new MutableCacheEntryListenerConfiguration<>(broken, null, false, true)))
        .isInstanceOf(IllegalStateException.class);

    @SuppressWarnings("unchecked")
    LarderConfiguration<String, Integer> configuration =
        cache.getConfiguration(LarderConfiguration.class);
    assertThat(configuration.getCacheEntryListenerConfigurations()).isEmpty();
    cache.put("a", 1);
  }

  @Test
  void register_null_isRefused() {
    LarderCache<String, Integer> cache = opened.counted("words");

    assertThatThrownBy(() -> cache.registerCacheEntryListener(null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.deregisterCacheEntryListener(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void synchronous_listenerTooSlow_endsTheWaitOfOthers() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            OpenManager.numbers()
                .setUserCodeLimit(Duration.ofMillis(100))
                .addCacheEntryListenerConfiguration(
                    listening(
                        true,
                        event -> {
                          inside.countDown();
                          Crew.await(end);
                        })));
    Job<Boolean> slow = Crew.start(() -> cache.putIfAbsent("a", 1));
    Crew.await(inside);

    assertThatThrownBy(() -> cache.put("a", 2))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("synchronous listener")
        .hasMessageContaining("200 ms");

    end.countDown();
    assertThat(slow.result()).isTrue();
    assertThat(cache.get("a")).isEqualTo(2);
  }

  @Test
  void event_always_hidesKeyAndValuesInItsText() {
    LarderCache<String, Integer> cache =
        cache(listening(true, event -> told.add(event.toString())));

    cache.put("secret", 4711);

    assertThat(told).hasSize(1);
    assertThat(told.get(0)).contains("words").doesNotContain("secret").doesNotContain("4711");
  }
}
