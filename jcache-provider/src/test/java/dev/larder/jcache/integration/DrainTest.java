// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.time.ManualTime;
import dev.larder.engine.writebehind.WriteBehindOptions;
import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.RecordingWriter;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What caches that write behind still owe when they or their manager are closed. */
class DrainTest {
  private static final Duration WRITER_LIMIT = Duration.ofMillis(100);

  /** Longer than any test: nothing is written before the cache closes. */
  private static final WriteBehindOptions LATER =
      WriteBehindOptions.defaults().withDelayMillis(3_600_000);

  private final ManualTime time = new ManualTime(1_000_000);
  private final OpenManager opened = OpenManager.at(time);
  private final RecordingWriter<String, Integer> writer = new RecordingWriter<>();
  private final CountDownLatch twoWrite = new CountDownLatch(2);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void closeManager() {
    end.countDown();
    opened.close();
  }

  private LarderCache<String, Integer> owing(String name) {
    LarderConfiguration<String, Integer> behind =
        OpenManager.numbers()
            .setUserCodeLimit(WRITER_LIMIT)
            .setCacheWriterFactory(() -> writer)
            .setWriteBehind(LATER);
    LarderCache<String, Integer> cache = opened.cache(name, behind);
    cache.put(name, 1);
    return cache;
  }

  private void block() {
    writer.before(
        key -> {
          twoWrite.countDown();
          Crew.await(end);
        });
  }

  private Job<Boolean> startClosing(AutoCloseable closed) {
    return Crew.start(
        () -> {
          closed.close();
          return true;
        });
  }

  @Test
  void closeManager_severalCachesOwe_theyWriteAtTheSameTime() throws Exception {
    block();
    LarderCache<String, Integer> one = owing("one");
    LarderCache<String, Integer> other = owing("other");

    Job<Boolean> closing = startClosing(opened.manager());
    Crew.await(twoWrite);
    assertThat(closing.isDone()).isFalse();
    end.countDown();

    assertThat(closing.result()).isTrue();
    assertThat(writer.table()).containsOnlyKeys("one", "other");
    assertThat(one.isClosed()).isTrue();
    assertThat(other.isClosed()).isTrue();
  }

  @Test
  void closeManager_severalWritersStuck_takesTheLimitOfOne() throws Exception {
    block();
    LarderCache<String, Integer> one = owing("one");
    LarderCache<String, Integer> other = owing("other");

    Job<Boolean> closing = startClosing(opened.manager());
    Crew.await(twoWrite);
    time.pass(WRITER_LIMIT.toMillis()); // once: time stands still for whoever begins later

    assertThat(closing.result()).isTrue();
    assertThat(one.isClosed()).isTrue();
    assertThat(other.isClosed()).isTrue();
    assertThat(end.getCount()).as("the writers are still stuck").isEqualTo(1);
  }

  @Test
  void close_writesStillOwed_keepsItsNameUntilTheyAreWritten() throws Exception {
    block();
    LarderCache<String, Integer> cache = owing("one");
    Job<Boolean> closing = startClosing(cache);
    Crew.until(() -> twoWrite.getCount() == 1);

    assertThatThrownBy(() -> opened.manager().createCache("one", OpenManager.numbers()))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("cache one", "being closed", "still owes");
    assertThat(opened.manager().<String, Integer>getCache("one")).isNull();
    assertThat(opened.manager().getCacheNames()).isEmpty();

    end.countDown();
    assertThat(closing.result()).isTrue();
    assertThat(opened.manager().createCache("one", OpenManager.numbers())).isNotNull();
  }
}
