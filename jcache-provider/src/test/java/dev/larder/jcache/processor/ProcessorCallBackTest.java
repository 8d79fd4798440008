// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processors that call back into caches, or are slow: nothing hangs. */
class ProcessorCallBackTest {
  private final OpenManager opened = OpenManager.open();

  @AfterEach
  void closeManager() {
    opened.close();
  }

  /** A processor that only acts. */
  private static EntryProcessor<String, Integer, Void> act(
      Consumer<MutableEntry<String, Integer>> action) {
    return (entry, arguments) -> {
      action.accept(entry);
      return null;
    };
  }

  @Test
  void invoke_callsBackForAnotherKey_works() {
    LarderCache<String, Integer> cache = opened.counted("words");

    cache.invoke(
        "a",
        act(
            entry -> {
              cache.put("b", 1);
              cache.invoke("c", act(inner -> inner.setValue(cache.get("b") + 1)));
              entry.setValue(cache.get("c") + 1);
            }));

    assertThat(cache.getAll(Set.of("a", "b", "c"))).isEqualTo(Map.of("a", 3, "b", 1, "c", 2));
  }

  /** Every call that user code might make for its own key. */
  private enum CallBack {
    GET(cache -> cache.get("a")),
    GET_ALL(cache -> cache.getAll(Set.of("a", "b"))),
    CONTAINS_KEY(cache -> cache.containsKey("a")),
    LOAD_ALL(cache -> cache.loadAll(Set.of("a"), true, null)),
    PUT(cache -> cache.put("a", 2)),
    GET_AND_PUT(cache -> cache.getAndPut("a", 2)),
    PUT_ALL(cache -> cache.putAll(Map.of("a", 2))),
    PUT_IF_ABSENT(cache -> cache.putIfAbsent("a", 2)),
    REMOVE(cache -> cache.remove("a")),
    REMOVE_IF_EQUAL(cache -> cache.remove("a", 1)),
    GET_AND_REMOVE(cache -> cache.getAndRemove("a")),
    REPLACE(cache -> cache.replace("a", 2)),
    REPLACE_IF_EQUAL(cache -> cache.replace("a", 1, 2)),
    GET_AND_REPLACE(cache -> cache.getAndReplace("a", 2)),
    REMOVE_ALL_OF(cache -> cache.removeAll(Set.of("a"))),
    REMOVE_ALL(LarderCache::removeAll),
    INVOKE(cache -> cache.invoke("a", (entry, arguments) -> null)),
    INVOKE_ALL(cache -> cache.invokeAll(Set.of("a"), (entry, arguments) -> null));

    private final Consumer<LarderCache<String, Integer>> act;

    CallBack(Consumer<LarderCache<String, Integer>> act) {
      this.act = act;
    }
  }

  @ParameterizedTest
  @EnumSource(CallBack.class)
  void invoke_callsBackForItsOwnKey_isRefusedByName(CallBack callBack) {
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.put("a", 1);

    assertThatThrownBy(() -> cache.invoke("a", act(entry -> callBack.act.accept(cache))))
        .isInstanceOf(EntryProcessorException.class)
        .cause()
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache words")
        .hasMessageContaining("invoke of cache words")
        .hasMessageContaining("very key");

    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void invoke_sameKeyOfAnotherCache_works() {
    LarderCache<String, Integer> one = opened.counted("one");
    LarderCache<String, Integer> two = opened.counted("two");

    one.invoke("a", act(entry -> two.put("a", 2)));

    assertThat(two.get("a")).isEqualTo(2);
  }

  @Test
  void invoke_twoThatWaitForEachOther_bothEndAndNameBothOperations() throws Exception {
    LarderCache<String, Integer> cache =
        opened.cache("words", OpenManager.numbers().setUserCodeLimit(Duration.ofMillis(400)));
    CyclicBarrier both = new CyclicBarrier(2);

    Job<Void> one = Crew.start(() -> cache.invoke("a", meeting(both, () -> put(cache, "b"))));
    Job<Void> two = Crew.start(() -> cache.invoke("b", meeting(both, () -> put(cache, "a"))));

    List<Throwable> failures = new java.util.ArrayList<>();
    for (Job<Void> job : List.of(one, two)) {
      try {
        job.result();
      } catch (EntryProcessorException e) {
        failures.add(e.getCause());
      }
    }
    assertThat(failures).isNotEmpty();
    assertThat(failures)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining("cache words: put")
                    .hasMessageContaining("inside invoke of cache words")
                    .hasMessageContaining("200 ms"));
  }

  private static Void put(LarderCache<String, Integer> cache, String key) {
    cache.put(key, 1);
    return null;
  }

  private static EntryProcessor<String, Integer, Void> meeting(
      CyclicBarrier barrier, Callable<Void> then) {
    return (entry, arguments) -> {
      try {
        barrier.await(30, TimeUnit.SECONDS);
        return then.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    };
  }

  @Test
  void invoke_slowerThanTheLimitWhileAnotherWaits_saysSoAndStoresNothing() throws Exception {
    LarderCache<String, Integer> cache =
        opened.cache("words", OpenManager.numbers().setUserCodeLimit(Duration.ofMillis(200)));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Job<Void> slow =
        Crew.start(
            () ->
                cache.invoke(
                    "a",
                    act(
                        entry -> {
                          inside.countDown();
                          Crew.await(end);
                          entry.setValue(1);
                        })));
    Crew.await(inside);

    cache.put("a", 2);
    end.countDown();

    assertThat(slow.failure())
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("invoke");
    assertThat(cache.get("a")).isEqualTo(2);
  }
}
