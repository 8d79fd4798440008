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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import javax.cache.event.CacheEntryListenerException;
import org.junit.jupiter.api.Test;

/** Synchronous listeners that call back into caches: nothing hangs. */
class ListenerCallBackTest extends ListenerStage {
  @Test
  void synchronous_listenerCallsBackForAnotherKey_works() {
    LarderCache<String, Integer>[] cache = cell();
    cache[0] =
        cache(
            listening(
                true,
                event -> {
                  note(event);
                  if (event.getKey().equals("a")) {
                    cache[0].put("b", event.getValue() + 1);
                  }
                }));

    cache[0].put("a", 1);

    assertThat(cache[0].get("b")).isEqualTo(2);
    assertThat(told).containsExactly("CREATED a=1", "CREATED b=2");
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // one cell, so that a lambda can see it
  private static LarderCache<String, Integer>[] cell() {
    return new LarderCache[1];
  }

  @Test
  void synchronous_listenerCallsBackForItsOwnKey_isRefused() {
    LarderCache<String, Integer>[] cache = cell();
    cache[0] = cache(listening(true, event -> cache[0].put(event.getKey(), event.getValue() + 1)));

    assertThatThrownBy(() -> cache[0].put("a", 1))
        .isInstanceOf(CacheEntryListenerException.class)
        .cause()
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("listener of cache words");

    assertThat(cache[0].get("a")).isEqualTo(1);
  }

  @Test
  void synchronous_listenersOfTwoCachesWriteToEachOther_doNotDeadlock() throws Exception {
    LarderCache<String, Integer>[] one = cell();
    LarderCache<String, Integer>[] two = cell();
    one[0] = opened.cache("one", crossing(two));
    two[0] = opened.cache("two", crossing(one));
    CyclicBarrier both = new CyclicBarrier(2);

    Job<Boolean> first = Crew.start(() -> putMany(both, one[0]));
    Job<Boolean> second = Crew.start(() -> putMany(both, two[0]));

    assertThat(first.result()).isTrue();
    assertThat(second.result()).isTrue();
    assertThat(one[0].get("copy")).isNotNull();
    assertThat(two[0].get("copy")).isNotNull();
  }

  private static LarderConfiguration<String, Integer> crossing(
      LarderCache<String, Integer>[] other) {
    return OpenManager.numbers()
        .addCacheEntryListenerConfiguration(
            listening(
                true,
                event -> {
                  if (event.getKey().equals("a")) {
                    other[0].put("copy", event.getValue());
                  }
                }));
  }

  private static boolean putMany(CyclicBarrier both, LarderCache<String, Integer> cache)
      throws Exception {
    both.await(30, TimeUnit.SECONDS);
    for (int i = 0; i < 500; i++) {
      cache.put("a", i);
    }
    return true;
  }

  @Test
  void synchronous_twoThreadsCrossLanes_doNotDeadlock() throws Exception {
    LarderCache<String, Integer>[] cache = cell();
    cache[0] =
        cache(
            listening(
                true,
                event -> {
                  if (event.getKey().equals("a")) {
                    cache[0].put("b-copy", event.getValue());
                  } else if (event.getKey().equals("b")) {
                    cache[0].put("a-copy", event.getValue());
                  }
                }));
    Job<Boolean> first = Crew.start(() -> putEach(cache[0], "a"));
    Job<Boolean> second = Crew.start(() -> putEach(cache[0], "b"));

    assertThat(first.result()).isTrue();
    assertThat(second.result()).isTrue();
  }

  private static boolean putEach(LarderCache<String, Integer> cache, String key) {
    for (int i = 0; i < 500; i++) {
      cache.put(key, i);
    }
    return true;
  }
}
