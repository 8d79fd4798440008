// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.RecordingLoader;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.cache.CacheException;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads through a loader: each key is loaded once at a time, and nobody waits for ever. */
class ReadThroughTest {
  private final OpenManager opened = OpenManager.open();
  private final RecordingLoader<String, Integer> loader = new RecordingLoader<>(String::length);

  @AfterEach
  void closeManager() {
    opened.close();
  }

  private LarderConfiguration<String, Integer> loading() {
    return OpenManager.numbers()
        .setStatisticsEnabled(true)
        .setReadThrough(true)
        .setCacheLoaderFactory(() -> loader);
  }

  /** Eternal, but not one of the policies that never change their answers. */
  private static final class Custom implements ExpiryPolicy {
    private final ExpiryPolicy eternal = new EternalExpiryPolicy();

    @Override
    public javax.cache.expiry.Duration getExpiryForCreation() {
      return eternal.getExpiryForCreation();
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForAccess() {
      return eternal.getExpiryForAccess();
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForUpdate() {
      return eternal.getExpiryForUpdate();
    }
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void get_thousandThreadsOnOneColdKey_loadsOnceAndCountsEach(boolean byValue, boolean custom)
      throws Exception {
    int threads = 1_000;
    CountDownLatch arrived = new CountDownLatch(threads);
    loader.setSource(
        key -> {
          Crew.await(arrived);
          return 7;
        });
    LarderConfiguration<String, Integer> configuration = loading().setStoreByValue(byValue);
    LarderCache<String, Integer> cache =
        opened.cache(
            "words", custom ? configuration.setExpiryPolicyFactory(Custom::new) : configuration);

    List<Job<Integer>> jobs =
        Crew.startTogether(
            threads,
            () -> {
              arrived.countDown();
              return cache.get("cold");
            });

    for (Job<Integer> job : jobs) {
      assertThat(job.result()).isEqualTo(7);
    }
    assertThat(loader.single()).containsExactly("cold");
    assertThat(cache.statistics().getCacheGets()).isEqualTo(threads);
    assertThat(cache.statistics().getCacheMisses()).isGreaterThanOrEqualTo(1);
    assertThat(cache.statistics().getCachePuts()).isZero();
  }

  @Test
  void get_loaderThrows_releasesWaitersWithTheCause() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch fail = new CountDownLatch(1);
    IllegalStateException cause = new IllegalStateException("the database is away");
    loader.setSource(
        key -> {
          loading.countDown();
          Crew.await(fail);
          throw cause;
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    Job<Integer> holder = Crew.start(() -> cache.get("a"));
    Crew.await(loading);
    Job<Integer> waiter = Crew.start(() -> cache.get("a")).awaitBlocked();

    fail.countDown();

    assertThat(holder.failure()).isInstanceOf(CacheLoaderException.class).hasCause(cause);
    assertThat(waiter.failure())
        .isInstanceOf(CacheLoaderException.class)
        .hasMessageContaining("words")
        .hasRootCause(cause);
    assertThat(cache.containsKey("a")).isFalse();
    loader.setSource(String::length);
    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void get_loaderOutlivesItsLimit_releasesWaiters() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loader.setSource(
        key -> {
          loading.countDown();
          Crew.await(end);
          return 1;
        });
    LarderCache<String, Integer> cache =
        opened.cache("words", loading().setUserCodeLimit(Duration.ofMillis(200)));
    Job<Integer> slow = Crew.start(() -> cache.get("a"));
    Crew.await(loading);

    assertThatThrownBy(() -> cache.get("a"))
        .isInstanceOf(CacheLoaderException.class)
        .hasMessageContaining("words")
        .rootCause()
        .hasMessageContaining("200 ms");

    end.countDown();
    assertThat(slow.result()).isEqualTo(1);
  }

  @Test
  void get_loaderFindsNothing_isNullAndCachesNothing() {
    loader.setSource(key -> null);
    LarderCache<String, Integer> cache = opened.cache("words", loading());

    assertThat(cache.get("a")).isNull();

    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.get("a")).isNull();
    assertThat(loader.single()).containsExactly("a", "a");
    assertThat(cache.statistics().getCacheMisses()).isEqualTo(2);
  }

  /** What another caller does while a key is loaded. */
  private enum Meanwhile {
    PUT(cache -> cache.put("a", 99)),
    REMOVE(cache -> cache.remove("a")),
    REMOVE_ALL_OF(cache -> cache.removeAll(Set.of("a"))),
    CLEAR(LarderCache::clear);

    private final Consumer<LarderCache<String, Integer>> act;

    Meanwhile(Consumer<LarderCache<String, Integer>> act) {
      this.act = act;
    }
  }

  @ParameterizedTest
  @EnumSource(Meanwhile.class)
  void get_writeDuringTheLoad_writeWins(Meanwhile meanwhile) throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loader.setSource(
        key -> {
          loading.countDown();
          Crew.await(end);
          return 1;
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    Job<Integer> holder = Crew.start(() -> cache.get("a"));
    Crew.await(loading);

    meanwhile.act.accept(cache);
    end.countDown();

    assertThat(holder.result()).isEqualTo(meanwhile == Meanwhile.PUT ? 99 : 1);
    assertThat(cache.containsKey("a")).isEqualTo(meanwhile == Meanwhile.PUT);
    if (meanwhile == Meanwhile.PUT) {
      assertThat(cache.get("a")).isEqualTo(99);
    }
  }

  @Test
  void get_putDuringTheLoad_letsWaitersGoAtOnce() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loader.setSource(
        key -> {
          loading.countDown();
          Crew.await(end);
          return 1;
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    Job<Integer> holder = Crew.start(() -> cache.get("a"));
    Crew.await(loading);
    Job<Integer> waiter = Crew.start(() -> cache.get("a")).awaitBlocked();

    cache.put("a", 99);

    assertThat(waiter.result()).isEqualTo(99);
    end.countDown();
    assertThat(holder.result()).isEqualTo(99);
  }

  @Test
  void getAll_someKeysMissing_loadsExactlyTheseInOneCall() {
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    cache.put("here", 40);

    assertThat(cache.getAll(Set.of("here", "a", "bb")))
        .containsOnly(
            java.util.Map.entry("here", 40),
            java.util.Map.entry("a", 1),
            java.util.Map.entry("bb", 2));

    assertThat(loader.bulk()).containsExactly(Set.of("a", "bb"));
    assertThat(loader.single()).isEmpty();
    assertThat(cache.statistics().getCacheHits()).isEqualTo(1);
    assertThat(cache.statistics().getCacheMisses()).isEqualTo(2);
    assertThat(cache.getAll(Set.of("a", "bb"))).hasSize(2);
    assertThat(loader.bulk()).hasSize(1);
  }

  @Test
  void getAll_keyThatAnotherThreadLoads_isNotLoadedTwice() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loader.setSource(
        key -> {
          if (key.equals("a")) {
            loading.countDown();
            Crew.await(end);
          }
          return key.length();
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    Job<Integer> other = Crew.start(() -> cache.get("a"));
    Crew.await(loading);
    Job<java.util.Map<String, Integer>> all = Crew.start(() -> cache.getAll(Set.of("a", "bb")));
    Crew.until(() -> cache.containsKey("bb"));

    end.countDown();

    assertThat(all.result()).containsEntry("a", 1).containsEntry("bb", 2).hasSize(2);
    assertThat(other.result()).isEqualTo(1);
    assertThat(loader.single()).containsExactly("a");
    assertThat(loader.bulk()).containsExactly(Set.of("bb"));
  }

  @Test
  void get_loaderCallsBackForAnotherKey_works() {
    AtomicInteger calls = new AtomicInteger();
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    loader.setSource(
        key -> {
          calls.incrementAndGet();
          return key.length() == 1 ? 1 : 1 + cache.get(key.substring(1));
        });

    assertThat(cache.get("dcba")).isEqualTo(4);

    assertThat(calls).hasValue(4);
    assertThat(cache.get("ba")).isEqualTo(2);
    assertThat(calls).hasValue(4);
  }

  @Test
  void get_loaderCallsBackForItsOwnKey_isRefusedAtOnce() {
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    loader.setSource(cache::get);

    assertThatThrownBy(() -> cache.get("secret"))
        .isInstanceOf(CacheLoaderException.class)
        .hasCauseInstanceOf(CacheException.class)
        .rootCause()
        .hasMessageContaining("get")
        .hasMessageContaining("words")
        .hasMessageNotContaining("secret");

    loader.setSource(String::length);
    assertThat(cache.get("secret")).isEqualTo(6);
  }

  @Test
  void getAll_loaderCallsBackForOneOfItsKeys_isRefused() {
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    loader.setSource(key -> cache.get("a"));

    assertThatThrownBy(() -> cache.getAll(Set.of("a", "b")))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseInstanceOf(CacheException.class);

    assertThat(cache.containsKey("b")).isFalse();
  }

  @Test
  void get_policyCallsBackForTheKeyThatIsLoaded_doesNotHang() {
    LarderCache<String, Integer>[] cache = cells();
    cache[0] =
        opened.cache(
            "words",
            loading()
                .setExpiryPolicyFactory(
                    () ->
                        new ExpiryPolicy() {
                          @Override
                          public javax.cache.expiry.Duration getExpiryForCreation() {
                            cache[0].get("a");
                            return javax.cache.expiry.Duration.ETERNAL;
                          }

                          @Override
                          public javax.cache.expiry.Duration getExpiryForAccess() {
                            return null;
                          }

                          @Override
                          public javax.cache.expiry.Duration getExpiryForUpdate() {
                            return null;
                          }
                        }));

    Job<Integer> job = Crew.start(() -> cache[0].get("a"));

    Crew.until(job::isDone);
    assertThat(loader.single()).containsExactly("a");
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // one cell, so that a lambda can see it
  private static LarderCache<String, Integer>[] cells() {
    return new LarderCache[1];
  }

  @Test
  void get_policyThrowsAnErrorAtTheFill_letsTheNextOneLoad() {
    AtomicInteger asked = new AtomicInteger();
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            loading()
                .setExpiryPolicyFactory(
                    () ->
                        new ExpiryPolicy() {
                          @Override
                          public javax.cache.expiry.Duration getExpiryForCreation() {
                            if (asked.getAndIncrement() == 0) {
                              throw new AssertionError("a broken policy");
                            }
                            return javax.cache.expiry.Duration.ETERNAL;
                          }

                          @Override
                          public javax.cache.expiry.Duration getExpiryForAccess() {
                            return null;
                          }

                          @Override
                          public javax.cache.expiry.Duration getExpiryForUpdate() {
                            return null;
                          }
                        }));

    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(AssertionError.class);

    Job<Integer> next = Crew.start(() -> cache.get("a"));
    Crew.until(next::isDone);
    assertThat(cache.containsKey("a")).isTrue();
  }

  @Test
  void get_keyChangedByItsCallerAfterwards_isStillFoundByValue() {
    LarderCache<Date, Integer> cache =
        opened.cache(
            "dates",
            new LarderConfiguration<Date, Integer>()
                .setTypes(Date.class, Integer.class)
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> new RecordingLoader<>(date -> (int) date.getTime())));
    Date one = new Date(1);
    Date two = new Date(2);
    cache.get(one);
    cache.getAll(Set.of(two));

    one.setTime(77);
    two.setTime(77);

    assertThat(cache.containsKey(new Date(1))).isTrue();
    assertThat(cache.containsKey(new Date(2))).isTrue();
  }

  @Test
  void get_keyChangedByTheLoader_isStillFoundByValue() {
    RecordingLoader<Date, Integer> vandal =
        new RecordingLoader<>(
            date -> {
              int loaded = (int) date.getTime();
              date.setTime(77);
              return loaded;
            });
    LarderCache<Date, Integer> cache =
        opened.cache(
            "dates",
            new LarderConfiguration<Date, Integer>()
                .setTypes(Date.class, Integer.class)
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> vandal));

    assertThat(cache.get(new Date(1))).isEqualTo(1);

    assertThat(cache.containsKey(new Date(1))).isTrue();
  }

  @Test
  void get_withoutReadThrough_neverLoads() {
    LarderCache<String, Integer> cache = opened.cache("words", loading().setReadThrough(false));

    assertThat(cache.get("a")).isNull();
    assertThat(cache.getAll(Set.of("a"))).isEmpty();

    assertThat(loader.single()).isEmpty();
    assertThat(loader.bulk()).isEmpty();
    assertThat(cache.statistics().getCacheMisses()).isEqualTo(2);
  }

  @Test
  void close_whileAKeyIsLoaded_endsTheLoadWithAClosedCache() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loader.setSource(
        key -> {
          loading.countDown();
          Crew.await(end);
          return 1;
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    Job<Integer> holder = Crew.start(() -> cache.get("a"));
    Crew.await(loading);
    Job<Integer> waiter = Crew.start(() -> cache.get("a")).awaitBlocked();

    cache.close();
    end.countDown();

    assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class);
    assertThat(holder.failure()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void get_waiterIsInterrupted_endsWithItsFlagSet() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loader.setSource(
        key -> {
          loading.countDown();
          Crew.await(end);
          return 1;
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    Job<Integer> holder = Crew.start(() -> cache.get("a"));
    Crew.await(loading);
    Job<Boolean> waiter =
        Crew.start(
            () -> {
              assertThatThrownBy(() -> cache.get("a"))
                  .isInstanceOf(CacheException.class)
                  .hasMessageContaining("interrupted");
              return Thread.currentThread().isInterrupted();
            });
    waiter.awaitBlocked();

    waiter.interrupt();

    assertThat(waiter.result()).isTrue();
    end.countDown();
    assertThat(holder.result()).isEqualTo(1);
  }
}
