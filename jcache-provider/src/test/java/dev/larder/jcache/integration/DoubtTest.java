// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.time.ManualTime;
import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.RecordingLoader;
import dev.larder.jcache.RecordingWriter;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.util.concurrent.CountDownLatch;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cache still vouches for after a writer threw, under a clock turned by hand. */
class DoubtTest {
  private static final long DOUBT_LIFE = HoldLimits.DEFAULT.doubtLifeMillis();

  private final ManualTime time = new ManualTime(1_000_000);
  private final OpenManager opened = OpenManager.at(time);
  private final RecordingWriter<String, Integer> writer = new RecordingWriter<>();
  private final RecordingLoader<String, Integer> loader =
      new RecordingLoader<>(key -> writer.table().get(key));

  @AfterEach
  void closeManager() {
    opened.close();
  }

  private LarderConfiguration<String, Integer> writing() {
    return OpenManager.numbers().setWriteThrough(true).setCacheWriterFactory(() -> writer);
  }

  /** A put whose writer brings the value to the table and then throws. */
  private void putInDoubt(LarderCache<String, Integer> cache) {
    cache.put("a", 1);
    writer.before(
        key -> {
          writer.table().put("a", 2);
          throw new IllegalStateException("the connection broke after the commit");
        });
    assertThatThrownBy(() -> cache.put("a", 2)).isInstanceOf(CacheWriterException.class);
    writer.before(key -> {});
  }

  @Test
  void put_writerThrewAfterItsCommit_withALoaderIsSeenWithinDoubtLife() {
    LarderCache<String, Integer> cache =
        opened.cache("notes", writing().setReadThrough(true).setCacheLoaderFactory(() -> loader));
    putInDoubt(cache);
    assertThat(cache.get("a")).isEqualTo(1);

    time.pass(DOUBT_LIFE);

    assertThat(cache.get("a")).isEqualTo(2);
    assertThat(loader.single()).containsExactly("a");
  }

  @Test
  void get_loadedUnderDoubt_isLoadedAnewAfterDoubtLife() {
    LarderCache<String, Integer> cache =
        opened.cache("notes", writing().setReadThrough(true).setCacheLoaderFactory(() -> loader));
    putInDoubt(cache);
    time.pass(DOUBT_LIFE);
    assertThat(cache.get("a")).isEqualTo(2);

    writer.table().put("a", 3);
    time.pass(DOUBT_LIFE);

    assertThat(cache.get("a")).isEqualTo(3);
  }

  @Test
  void get_waitsForALoadThatALateCommitOvertook_isToldWhatItFoundAndTheNextLoads()
      throws Exception {
    LarderCache<String, Integer> cache =
        opened.cache("notes", writing().setReadThrough(true).setCacheLoaderFactory(() -> loader));
    writer.before(
        key -> {
          throw new IllegalStateException("the connection broke before the commit was heard of");
        });
    assertThatThrownBy(() -> cache.put("a", 2)).isInstanceOf(CacheWriterException.class);
    CountDownLatch foundNothing = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loader.setSource(
        key -> {
          Integer found = writer.table().get(key);
          foundNothing.countDown();
          Crew.await(end);
          return found;
        });
    Job<Integer> holder = Crew.start(() -> cache.get("a"));
    Crew.await(foundNothing);

    writer.table().put("a", 2);
    Job<Integer> waiter = Crew.start(() -> cache.get("a")).awaitBlocked();
    end.countDown();

    assertThat(holder.result()).isNull();
    assertThat(waiter.result()).isNull();
    assertThat(loader.single()).containsExactly("a");
    assertThat(cache.get("a")).isEqualTo(2);
  }

  @Test
  void put_writerThrew_withoutALoaderKeepsTheValue() {
    LarderCache<String, Integer> cache = opened.cache("notes", writing());
    putInDoubt(cache);

    time.pass(10 * DOUBT_LIFE);

    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void entry_withALife_endsToTheMillisecond() {
    LarderCache<String, Integer> cache =
        opened.cache(
            "short",
            OpenManager.numbers()
                .setExpiryPolicyFactory(
                    javax.cache.expiry.CreatedExpiryPolicy.factoryOf(
                        new javax.cache.expiry.Duration(
                            java.util.concurrent.TimeUnit.MILLISECONDS, 100))));
    cache.put("a", 1);

    time.pass(99);
    assertThat(cache.get("a")).isEqualTo(1);
    time.pass(1);
    assertThat(cache.get("a")).isNull();
  }
}
