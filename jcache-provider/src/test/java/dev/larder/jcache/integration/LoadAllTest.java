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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code loadAll} of cache and loader, and what a loader may give back. */
class LoadAllTest {
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

  private static void load(LarderCache<String, Integer> cache, boolean replace, String... keys)
      throws Exception {
    CompletionListenerFuture done = new CompletionListenerFuture();
    cache.loadAll(Set.of(keys), replace, done);
    done.get(30, TimeUnit.SECONDS);
  }

  /** A loader whose {@code loadAll} gives what a test wants. */
  private record Bulk(Supplier<Map<String, Integer>> all) implements CacheLoader<String, Integer> {
    @Override
    public Integer load(String key) {
      return key.length();
    }

    @Override
    public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
      return all.get();
    }
  }

  private LarderCache<String, Integer> bulk(Supplier<Map<String, Integer>> all) {
    return opened.cache("words", loading().setCacheLoaderFactory(() -> new Bulk(all)));
  }

  @Test
  void loadAll_withoutReplacing_loadsWhatIsMissing() throws Exception {
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    cache.put("here", 40);

    load(cache, false, "here", "a", "bb");

    assertThat(loader.bulk()).containsExactly(Set.of("a", "bb"));
    assertThat(cache.getAll(Set.of("here", "a", "bb")))
        .containsEntry("here", 40)
        .containsEntry("a", 1)
        .containsEntry("bb", 2);
  }

  @Test
  void loadAll_replacing_loadsEverything() throws Exception {
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    cache.put("here", 40);

    load(cache, true, "here", "a");

    assertThat(loader.bulk()).containsExactly(Set.of("a", "here"));
    assertThat(cache.get("here")).isEqualTo(4);
  }

  @Test
  void loadAll_withoutALoader_completes() throws Exception {
    LarderCache<String, Integer> cache = opened.counted("plain");

    load(cache, true, "a");

    assertThat(cache.containsKey("a")).isFalse();
  }

  @Test
  void loadAll_loaderThrows_tellsTheListenerTheCause() {
    IllegalStateException cause = new IllegalStateException("the database is away");
    loader.setSource(
        key -> {
          throw cause;
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());

    assertThatThrownBy(() -> load(cache, true, "a"))
        .hasCauseInstanceOf(CacheLoaderException.class)
        .hasRootCause(cause);
  }

  @Test
  void loadAll_loaderThrowsAnError_tellsTheListener() {
    AssertionError cause = new AssertionError("a class is missing");
    loader.setSource(
        key -> {
          throw cause;
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());

    assertThatThrownBy(() -> load(cache, true, "a")).hasRootCause(cause);
    assertThat(Crew.start(() -> cache.containsKey("a"))).isNotNull();
  }

  @Test
  void loadAll_completionListenerThrows_leavesTheCacheUsable() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    LarderCache<String, Integer> cache = opened.cache("words", loading());

    cache.loadAll(
        Set.of("a"),
        true,
        new CompletionListener() {
          @Override
          public void onCompletion() {
            told.countDown();
            throw new IllegalStateException("a broken listener");
          }

          @Override
          public void onException(Exception e) {
            throw new AssertionError("it had completed", e);
          }
        });

    Crew.await(told);
    load(cache, true, "b");
    assertThat(cache.containsKey("a")).isTrue();
  }

  @Test
  void loadAll_cacheClosedBefore_isRefused() {
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    cache.close();

    assertThatThrownBy(() -> cache.loadAll(Set.of("a"), true, null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void loadAll_cacheClosedMeanwhile_tellsTheListener() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loader.setSource(
        key -> {
          loading.countDown();
          Crew.await(end);
          return 1;
        });
    LarderCache<String, Integer> cache = opened.cache("words", loading());
    CompletionListenerFuture done = new CompletionListenerFuture();
    cache.loadAll(Set.of("a"), true, done);
    Crew.await(loading);

    cache.close();
    end.countDown();

    assertThatThrownBy(() -> done.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void loadAll_loadersThatLoadMore_doNotWaitForEachOther() throws Exception {
    LarderCache<String, Integer> inner = opened.cache("inner", loading());
    RecordingLoader<String, Integer> outerLoader =
        new RecordingLoader<>(
            key -> {
              CompletionListenerFuture done = new CompletionListenerFuture();
              inner.loadAll(Set.of(key), true, done);
              try {
                done.get(10, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new CacheLoaderException(e);
              }
              return inner.get(key);
            });
    LarderCache<String, Integer> outer =
        opened.cache("outer", loading().setCacheLoaderFactory(() -> outerLoader));
    Function<String, CompletionListenerFuture> begin =
        key -> {
          CompletionListenerFuture done = new CompletionListenerFuture();
          outer.loadAll(Set.of(key), true, done);
          return done;
        };

    Map<String, CompletionListenerFuture> all = new HashMap<>();
    for (int i = 0; i < 16; i++) {
      all.put("key" + i, begin.apply("key" + i));
    }

    for (CompletionListenerFuture one : all.values()) {
      one.get(30, TimeUnit.SECONDS);
    }
    assertThat(outer.getAll(all.keySet())).hasSize(16);
  }

  @Test
  void getAll_loadAllReturnsNull_isRefusedByName() {
    LarderCache<String, Integer> cache = bulk(() -> null);

    assertThatThrownBy(() -> cache.getAll(Set.of("a", "b")))
        .isInstanceOf(CacheLoaderException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("null");

    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void getAll_loadAllHasNullValues_leavesTheseOut() {
    LarderCache<String, Integer> cache =
        bulk(
            () -> {
              Map<String, Integer> loaded = new HashMap<>();
              loaded.put("a", null);
              loaded.put("b", 2);
              return loaded;
            });

    assertThat(cache.getAll(Set.of("a", "b"))).containsOnly(Map.entry("b", 2));

    assertThat(cache.containsKey("a")).isFalse();
  }

  @Test
  void getAll_loadAllHasKeysNobodyAskedFor_leavesTheseOut() {
    LarderCache<String, Integer> cache = bulk(() -> Map.of("a", 1, "extra", 5));

    assertThat(cache.getAll(Set.of("a"))).containsOnly(Map.entry("a", 1));

    assertThat(cache.containsKey("extra")).isFalse();
  }

  @Test
  void getAll_loadAllHasANullKey_leavesItOut() {
    LarderCache<String, Integer> cache =
        bulk(
            () -> {
              Map<String, Integer> loaded = new HashMap<>();
              loaded.put(null, 3);
              loaded.put("a", 1);
              return loaded;
            });

    assertThat(cache.getAll(Set.of("a"))).containsOnly(Map.entry("a", 1));
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // what a careless loader does
  void getAll_loadAllHasAValueOfAnotherType_isRefusedAndCachesNothing() {
    LarderCache<String, Integer> cache =
        bulk(() -> (Map<String, Integer>) (Map) Map.of("a", "no number"));

    assertThatThrownBy(() -> cache.getAll(Set.of("a", "b")))
        .isInstanceOf(CacheLoaderException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("java.lang.Integer")
        .hasMessageNotContaining("no number");

    assertThat(cache.containsKey("a")).isFalse();
  }

  @Test
  void getAll_listenerThrows_stillStoresWhatWasLoadedAndHoldsNothing() {
    CacheEntryCreatedListener<String, Integer> broken =
        events -> {
          throw new IllegalStateException("a broken listener");
        };
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            loading()
                .addCacheEntryListenerConfiguration(
                    new MutableCacheEntryListenerConfiguration<>(() -> broken, null, true, true)));

    assertThatThrownBy(() -> cache.getAll(Set.of("a", "b", "c")))
        .isInstanceOf(CacheEntryListenerException.class);

    AtomicReference<Map<String, Integer>> found = new AtomicReference<>();
    Job<Boolean> again =
        Crew.start(
            () -> {
              found.set(cache.getAll(Set.of("a", "b", "c")));
              return true;
            });
    Crew.until(again::isDone);
    assertThat(found.get()).hasSize(3);
    assertThat(loader.bulk()).hasSize(1);
  }
}
