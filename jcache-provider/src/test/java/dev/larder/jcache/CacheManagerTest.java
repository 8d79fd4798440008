// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Caches of a manager: made, found, destroyed, made again; and what closing them closes. */
class CacheManagerTest {
  private final OpenManager opened = OpenManager.open();
  private final CacheManager manager = opened.manager();

  @AfterEach
  void closeManager() {
    opened.close();
  }

  @Test
  void createCache_twice_isRefusedAndKeepsTheFirst() {
    LarderCache<String, Integer> first = opened.counted("books");
    first.put("a", 1);

    assertThatThrownBy(() -> opened.counted("books"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("books")
        .hasMessageContaining(manager.getURI().toString());

    assertThat(manager.getCache("books", String.class, Integer.class)).isSameAs(first);
    assertThat(first.get("a")).isEqualTo(1);
  }

  @Test
  void createCache_manyThreadsOneName_oneSucceeds() throws Exception {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();

    List<Job<Boolean>> jobs =
        Crew.startTogether(
            8,
            () -> {
              try {
                opened.cache(
                    "books",
                    OpenManager.numbers()
                        .setExpiryPolicyFactory(
                            () -> {
                              made.incrementAndGet();
                              return new Everything(closed::incrementAndGet);
                            }));
                return true;
              } catch (CacheException e) {
                return false;
              }
            });
    int succeeded = 0;
    for (Job<Boolean> job : jobs) {
      succeeded += job.result() ? 1 : 0;
    }

    assertThat(succeeded).isEqualTo(1);
    assertThat(closed.get()).isEqualTo(made.get() - 1);
    assertThat(manager.getCacheNames()).containsExactly("books");
  }

  @Test
  void createCache_againAfterCloseOrDestroy_isEmpty() {
    opened.counted("books").put("a", 1);
    manager.destroyCache("books");
    LarderCache<String, Integer> second = opened.counted("books");
    assertThat(second.containsKey("a")).isFalse();
    assertThat(second.statistics().getCachePuts()).isZero();
    second.put("a", 2);

    second.close();
    LarderCache<String, Integer> third = opened.counted("books");

    assertThat(third.containsKey("a")).isFalse();
    second.close();
    assertThat(manager.getCache("books", String.class, Integer.class)).isSameAs(third);
  }

  @Test
  void createCache_minimalConfiguration_getsTheDefaults() {
    Configuration<String, Integer> minimal =
        new Configuration<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Class<String> getKeyType() {
            return String.class;
          }

          @Override
          public Class<Integer> getValueType() {
            return Integer.class;
          }

          @Override
          public boolean isStoreByValue() {
            return false;
          }
        };

    Cache<String, Integer> cache = manager.createCache("books", minimal);

    cache.put("a", 1);
    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void createCache_factoryThrows_leavesNothingAndClosesWhatWasMade() {
    List<String> closed = new ArrayList<>();

    assertThatThrownBy(
            () ->
                opened.cache(
                    "books",
                    OpenManager.numbers()
                        .setExpiryPolicyFactory(() -> new Everything(() -> closed.add("policy")))
                        .setCacheLoaderFactory(
                            () -> {
                              throw new IllegalStateException("no loader");
                            })))
        .hasStackTraceContaining("no loader");

    assertThat(closed).containsExactly("policy");
    assertThat(manager.getCacheNames()).isEmpty();
    opened.counted("books");
  }

  @Test
  void getCache_otherTypes_isRefusedByName() {
    opened.counted("books");

    assertThatThrownBy(() -> manager.getCache("books", Long.class, Integer.class))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("books")
        .hasMessageContaining("java.lang.Long")
        .hasMessageContaining("java.lang.String");
    assertThatThrownBy(() -> manager.getCache("books", String.class, Long.class))
        .isInstanceOf(ClassCastException.class);
    assertThat(manager.getCache("other", String.class, Long.class)).isNull();
  }

  @Test
  void getCacheNames_always_isASnapshotThatCannotBeChanged() {
    opened.counted("b");
    opened.counted("a");
    Iterable<String> names = manager.getCacheNames();
    opened.counted("c");

    assertThat(names).containsExactly("a", "b");
    assertThatThrownBy(() -> names.iterator().remove())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void closed_everyMethod_saysSo() {
    LarderCache<String, Integer> cache = opened.counted("books");
    manager.close();
    manager.close();

    assertThat(cache.isClosed()).isTrue();
    List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls =
        List.of(
            () -> manager.createCache("x", new MutableConfiguration<>()),
            () -> manager.getCache("books"),
            () -> manager.getCache("books", String.class, Integer.class),
            manager::getCacheNames,
            () -> manager.destroyCache("books"),
            () -> manager.enableManagement("books", true),
            () -> manager.enableStatistics("books", true));
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(manager.getURI().toString()));
  }

  @Test
  void nulls_everywhere_areRefused() {
    List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls =
        List.of(
            () -> manager.createCache(null, new MutableConfiguration<>()),
            () -> manager.createCache("x", null),
            () -> manager.getCache(null),
            () -> manager.getCache("x", null, Integer.class),
            () -> manager.getCache("x", String.class, null),
            () -> manager.destroyCache(null),
            () -> manager.enableManagement(null, true),
            () -> manager.enableStatistics(null, true));

    assertThat(calls)
        .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(NullPointerException.class));
    assertThat(manager.getCacheNames()).isEmpty();
  }

  /** One object that is every customization of a cache. */
  private static final class Everything
      implements CacheLoader<String, Integer>,
          CacheWriter<String, Integer>,
          ExpiryPolicy,
          CacheEntryCreatedListener<String, Integer>,
          CacheEntryEventFilter<String, Integer>,
          Closeable {
    private final Runnable onClose;

    Everything(Runnable onClose) {
      this.onClose = onClose;
    }

    @Override
    public void close() {
      onClose.run();
    }

    @Override
    public Integer load(String key) {
      return null;
    }

    @Override
    public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
      return Map.of();
    }

    @Override
    public void write(Cache.Entry<? extends String, ? extends Integer> entry) {}

    @Override
    public void writeAll(
        java.util.Collection<Cache.Entry<? extends String, ? extends Integer>> entries) {}

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(java.util.Collection<?> keys) {}

    @Override
    public Duration getExpiryForCreation() {
      return Duration.ETERNAL;
    }

    @Override
    public Duration getExpiryForAccess() {
      return null;
    }

    @Override
    public Duration getExpiryForUpdate() {
      return null;
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {}

    @Override
    public boolean evaluate(CacheEntryEvent<? extends String, ? extends Integer> event) {
      return true;
    }
  }

  private LarderConfiguration<String, Integer> customized(List<String> closed) {
    return OpenManager.numbers()
        .setReadThrough(true)
        .setWriteThrough(true)
        .setCacheLoaderFactory(() -> new Everything(() -> closed.add("loader")))
        .setCacheWriterFactory(() -> new Everything(() -> closed.add("writer")))
        .setExpiryPolicyFactory(() -> new Everything(() -> closed.add("policy")))
        .addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(
                () -> new Everything(() -> closed.add("listener")),
                () -> new Everything(() -> closed.add("filter")),
                false,
                true));
  }

  @Test
  void close_cacheThenManager_closesEachCustomizationOnce() {
    List<String> closed = new CopyOnWriteArrayList<>();
    LarderCache<String, Integer> cache = opened.cache("books", customized(closed));
    cache.put("a", 1);

    cache.close();
    cache.close();
    manager.close();

    assertThat(closed)
        .containsExactlyInAnyOrder("loader", "writer", "policy", "listener", "filter");
  }

  @Test
  void close_oneObjectForEverything_closesItOnce() {
    AtomicInteger closed = new AtomicInteger();
    Everything everything = new Everything(closed::incrementAndGet);
    opened.cache(
        "books",
        OpenManager.numbers()
            .setReadThrough(true)
            .setWriteThrough(true)
            .setCacheLoaderFactory(() -> everything)
            .setCacheWriterFactory(() -> everything)
            .setExpiryPolicyFactory(() -> everything)
            .addCacheEntryListenerConfiguration(
                new MutableCacheEntryListenerConfiguration<>(
                    () -> everything, () -> everything, false, true)));

    manager.close();

    assertThat(closed).hasValue(1);
  }

  @Test
  void close_customizationThrows_closesTheOthersAndSaysSo() {
    List<String> closed = new CopyOnWriteArrayList<>();
    LarderCache<String, Integer> bad =
        opened.cache(
            "bad",
            customized(closed)
                .setCacheLoaderFactory(
                    () ->
                        new Everything(
                            () -> {
                              throw new IllegalStateException("will not close");
                            })));
    LarderCache<String, Integer> good = opened.counted("good");

    assertThatThrownBy(manager::close)
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(manager.getURI().toString())
        .hasStackTraceContaining("will not close");

    assertThat(closed).containsExactlyInAnyOrder("writer", "policy", "listener", "filter");
    assertThat(bad.isClosed()).isTrue();
    assertThat(good.isClosed()).isTrue();
    assertThat(manager.isClosed()).isTrue();
  }

  @Test
  void deregister_always_closesListenerAndFilter() {
    List<String> closed = new CopyOnWriteArrayList<>();
    MutableCacheEntryListenerConfiguration<String, Integer> listener =
        new MutableCacheEntryListenerConfiguration<>(
            () -> new Everything(() -> closed.add("listener")),
            () -> new Everything(() -> closed.add("filter")),
            false,
            true);
    LarderCache<String, Integer> cache = opened.counted("books");
    cache.registerCacheEntryListener(listener);

    cache.deregisterCacheEntryListener(listener);
    assertThat(closed).containsExactlyInAnyOrder("listener", "filter");
    manager.close();

    assertThat(closed).hasSize(2);
  }

  @Test
  void close_whileOthersUseTheCache_endsThemWithAClosedCache() throws Exception {
    LarderCache<String, Integer> cache = opened.counted("books");
    CountDownLatch running = new CountDownLatch(4);
    List<Job<Boolean>> jobs =
        Crew.startTogether(
            4,
            () -> {
              running.countDown();
              for (int i = 0; true; i++) {
                cache.put("key" + i % 10, i);
                cache.get("key" + i % 7);
                cache.getAll(java.util.Set.of("key1", "key2"));
              }
            });
    Crew.await(running);

    manager.close();

    for (Job<Boolean> job : jobs) {
      assertThat(job.failure()).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void switchStatistics_onACacheThatHasJustClosed_leavesNoBean() {
    LarderCache<String, Integer> cache = opened.counted("books");
    cache.close();

    assertThatThrownBy(() -> cache.switchStatistics(true))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cache.switchManagement(true))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void iterator_whileOthersChangeTheCache_neverFailsAndMeetsWhatStays() throws Exception {
    LarderCache<String, Integer> cache = opened.counted("books");
    for (int i = 0; i < 200; i++) {
      cache.put("stays" + i, i);
    }
    Job<Boolean> changing =
        Crew.start(
            () -> {
              for (int i = 0; i < 5_000; i++) {
                cache.put("goes" + i % 300, i);
                cache.remove("goes" + (i + 150) % 300);
              }
              return true;
            });

    do {
      List<String> met = new ArrayList<>();
      cache.forEach(entry -> met.add(entry.getKey()));
      assertThat(met.stream().filter(key -> key.startsWith("stays")).distinct()).hasSize(200);
    } while (!changing.isDone());

    assertThat(changing.result()).isTrue();
  }

  @Test
  void factories_byClassName_workWithTheManagersLoader() {
    opened.cache(
        "books",
        OpenManager.numbers()
            .setExpiryPolicyFactory(
                FactoryBuilder.factoryOf(javax.cache.expiry.EternalExpiryPolicy.class)));

    assertThat(manager.getCache("books")).isNotNull();
  }
}
