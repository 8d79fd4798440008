// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import static dev.larder.jcache.event.Everything.listening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

/** Asynchronous listeners: in order, beside the callers, never too far behind. */
class AsynchronousListenerTest extends ListenerStage {
  @Test
  void asynchronous_changes_areToldInTheOrderOfEachKey() {
    LarderCache<String, Integer> cache = cache(listening(false, this::note));

    for (int i = 0; i < 1_000; i++) {
      cache.put("a", i);
    }

    Crew.until(() -> told.size() == 1_000);
    assertThat(told.get(0)).isEqualTo("CREATED a=0");
    for (int i = 1; i < 1_000; i++) {
      assertThat(told.get(i)).isEqualTo("UPDATED a=" + i + " was " + (i - 1));
    }
  }

  @Test
  void asynchronous_listenerThrows_goesOn() {
    AtomicInteger calls = new AtomicInteger();
    LarderCache<String, Integer> cache =
        cache(
            listening(
                false,
                event -> {
                  calls.incrementAndGet();
                  throw new IllegalStateException("broken");
                }));

    cache.put("a", 1);
    cache.put("a", 2);

    Crew.until(() -> calls.get() == 2);
  }

  @Test
  void asynchronous_listenerFarBehind_holdsWritersBackAndThenSaysSo() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            OpenManager.numbers()
                .setUserCodeLimit(Duration.ofMillis(50))
                .addCacheEntryListenerConfiguration(listening(false, event -> Crew.await(end))));
    Job<Integer> writing =
        Crew.start(
            () -> {
              int written = 0;
              while (written <= AsynchronousQueue.CAPACITY + 1) {
                cache.put("a", ++written);
              }
              return written;
            });

    Throwable failure = writing.failure();
    end.countDown();

    assertThat(failure)
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("asynchronous listener")
        .hasMessageContaining("100 ms");
  }

  @Test
  void asynchronous_manyStuckListeners_leaveThreadsForLoadAll() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<LarderCache<String, Integer>> stuck = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      stuck.add(
          opened.cache(
              "stuck" + i,
              OpenManager.numbers()
                  .addCacheEntryListenerConfiguration(listening(false, event -> Crew.await(end)))));
    }
    stuck.forEach(cache -> cache.put("a", 1));
    javax.cache.integration.CompletionListenerFuture done =
        new javax.cache.integration.CompletionListenerFuture();

    opened.counted("plain").loadAll(Set.of("a"), true, done);

    done.get(30, TimeUnit.SECONDS);
    end.countDown();
  }
}
