// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.writebehind.DeadLetter;
import dev.larder.engine.writebehind.RetryRule;
import dev.larder.engine.writebehind.WriteBehindOptions;
import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.RecordingLoader;
import dev.larder.jcache.RecordingWriter;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes behind on a plain JCache cache with a writer. */
class WriteBehindTest {
  private static final RetryRule TWO_ATTEMPTS = new RetryRule(2, 1, 1);
  private static final WriteBehindOptions AT_ONCE =
      WriteBehindOptions.defaults().withDelayMillis(0);

  /** Longer than any test: nothing is written before the cache closes, or the queue fills. */
  private static final WriteBehindOptions LATER =
      WriteBehindOptions.defaults().withDelayMillis(3_600_000);

  private final OpenManager opened = OpenManager.open();
  private final RecordingWriter<String, Integer> writer = new RecordingWriter<>();
  private final RecordingLoader<String, Integer> loader =
      new RecordingLoader<>(key -> writer.table().get(key));
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void closeManager() {
    end.countDown();
    opened.close();
  }

  private LarderConfiguration<String, Integer> behind(WriteBehindOptions options) {
    return OpenManager.numbers()
        .setStatisticsEnabled(true)
        .setCacheWriterFactory(() -> writer)
        .setWriteBehind(options);
  }

  private LarderConfiguration<String, Integer> behindWithLoader(WriteBehindOptions options) {
    return behind(options).setReadThrough(true).setCacheLoaderFactory(() -> loader);
  }

  private static WriteBehindView<String> queueOf(LarderCache<String, Integer> cache) {
    return cache.writeBehind().orElseThrow();
  }

  private static void awaitWritten(LarderCache<String, Integer> cache) {
    Crew.until(() -> queueOf(cache).pending() == 0);
  }

  private void block() {
    writer.before(
        key -> {
          writing.countDown();
          Crew.await(end);
        });
  }

  private static void fail(Object key) {
    throw new IllegalStateException("the database is away");
  }

  @Test
  void put_whileTheWriterIsStuck_returns() {
    block();
    LarderCache<String, Integer> cache = opened.cache("counts", behind(AT_ONCE));

    cache.put("a", 1);
    Crew.await(writing);
    cache.put("a", 2);
    cache.put("b", 1);

    assertThat(cache.get("a")).isEqualTo(2);
    assertThat(writer.table()).isEmpty();
    assertThat(queueOf(cache).pending()).isEqualTo(2);
    end.countDown();
    awaitWritten(cache);
    assertThat(writer.table()).isEqualTo(Map.of("a", 2, "b", 1));
  }

  @Test
  void put_manyOfOneKeyWithinTheDelay_isWrittenOnceWithTheLast() {
    LarderCache<String, Integer> cache = opened.cache("counts", behind(LATER));

    for (int i = 1; i <= 100; i++) {
      cache.put("a", i);
    }
    assertThat(queueOf(cache).statistics().coalesced()).isEqualTo(99);
    cache.close();

    assertThat(writer.calls()).containsExactly("writeAll 1", "write a=100");
  }

  @Test
  void put_manyThreads_keepsTheOrderOfEachKey() throws Exception {
    LarderCache<String, Integer> cache = opened.cache("counts", behind(AT_ONCE));
    List<String> keys = List.of("a", "b", "c");

    List<Job<Boolean>> jobs =
        Crew.startTogether(
            6,
            () -> {
              for (int i = 0; i < 300; i++) {
                cache.invoke(
                    keys.get(i % keys.size()),
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
    cache.close();

    assertThat(writer.table()).isEqualTo(Map.of("a", 600, "b", 600, "c", 600));
    for (String key : keys) {
      List<Integer> seen =
          writer.calls().stream()
              .filter(call -> call.startsWith("write " + key + "="))
              .map(call -> Integer.valueOf(call.substring(call.indexOf('=') + 1)))
              .toList();
      assertThat(seen).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void close_manyPending_writesInBatchesOfOneKind() {
    LarderCache<String, Integer> cache = opened.cache("counts", behind(LATER.withBatchSize(10)));
    for (int i = 0; i < 25; i++) {
      cache.put("key" + i, i);
    }
    for (int i = 0; i < 5; i++) {
      cache.remove("gone" + i);
    }

    cache.close();

    List<String> bulk = writer.calls().stream().filter(call -> call.contains("All")).toList();
    assertThat(bulk).containsExactly("writeAll 10", "writeAll 10", "writeAll 5", "deleteAll 5");
    assertThat(writer.table()).hasSize(25);
  }

  @Test
  void batch_writerFailsForHalf_retriesOnlyWhatItLeft() {
    AtomicInteger failures = new AtomicInteger();
    writer.before(
        key -> {
          if (key.equals("b") && failures.getAndIncrement() == 0) {
            fail(key);
          }
        });
    LarderCache<String, Integer> cache =
        opened.cache("counts", behind(LATER.withRetry(TWO_ATTEMPTS)));
    cache.put("a", 1);
    cache.put("b", 2);

    cache.close();

    assertThat(writer.calls().stream().filter("write a=1"::equals)).hasSize(1);
    assertThat(writer.table()).isEqualTo(Map.of("a", 1, "b", 2));
  }

  @Test
  void write_failingTooOften_becomesADeadLetterThatCanBeRetried() {
    writer.before(WriteBehindTest::fail);
    LarderCache<String, Integer> cache =
        opened.cache("counts", behind(AT_ONCE.withRetry(TWO_ATTEMPTS)));
    cache.put("a", 1);
    Crew.until(() -> !queueOf(cache).deadLetters().isEmpty());

    DeadLetter<String> letter = queueOf(cache).deadLetters().get(0);
    assertThat(letter.key()).isEqualTo("a");
    assertThat(letter.attempts()).isEqualTo(2);
    assertThat(letter.cause()).contains("the database is away");
    assertThat(letter.toString()).doesNotContain("key=a");
    assertThat(cache.get("a")).isEqualTo(1);
    writer.before(key -> {});
    assertThat(queueOf(cache).retryDeadLetters()).isEqualTo(1);

    awaitWritten(cache);
    assertThat(writer.table()).containsEntry("a", 1);
    assertThat(queueOf(cache).deadLetters()).isEmpty();
  }

  @Test
  void deadLetters_discarded_areForgotten() {
    writer.before(WriteBehindTest::fail);
    LarderCache<String, Integer> cache =
        opened.cache("counts", behind(AT_ONCE.withRetry(TWO_ATTEMPTS)));
    cache.put("a", 1);
    cache.put("b", 1);
    Crew.until(() -> queueOf(cache).deadLetters().size() == 2);

    assertThat(queueOf(cache).discardDeadLetters()).isEqualTo(2);

    assertThat(queueOf(cache).deadLetters()).isEmpty();
    assertThat(queueOf(cache).statistics().discarded()).isEqualTo(2);
  }

  @Test
  void retryDeadLetters_placesPromisedToWritesUnderWay_areLeftToThem() {
    writer.before(WriteBehindTest::fail);
    LarderCache<String, Integer> cache =
        opened.cache("counts", behind(AT_ONCE.withCapacity(1).withRetry(TWO_ATTEMPTS)));
    cache.put("dead", 1);
    Crew.until(() -> !queueOf(cache).deadLetters().isEmpty());
    AtomicInteger retried = new AtomicInteger(-1);

    cache.invoke(
        "a",
        (entry, arguments) -> {
          retried.set(queueOf(cache).retryDeadLetters());
          writer.before(key -> {});
          entry.setValue(2);
          return null;
        });

    awaitWritten(cache);
    assertThat(retried).hasValue(0);
    assertThat(writer.table()).isEqualTo(Map.of("a", 2));
    assertThat(queueOf(cache).retryDeadLetters()).isEqualTo(1);
  }

  @Test
  void get_pendingPutWhoseEntryWasCleared_isSeenWithoutTheLoader() {
    LarderCache<String, Integer> cache = opened.cache("counts", behindWithLoader(LATER));
    cache.put("a", 1);

    cache.clear();

    assertThat(cache.get("a")).isEqualTo(1);
    assertThat(cache.getAll(Set.of("a", "b"))).isEqualTo(Map.of("a", 1));
    assertThat(loader.single()).isEmpty();
    assertThat(loader.bulk()).containsExactly(Set.of("b"));
    assertThat(cache.<Integer>invoke("a", (entry, arguments) -> entry.getValue())).isEqualTo(1);
  }

  @Test
  void get_pendingPutWhoseEntryExpired_isSeenWithoutTheLoader() {
    LarderCache<String, Integer> cache =
        opened.cache(
            "counts",
            behindWithLoader(LATER)
                .setExpiryPolicyFactory(
                    CreatedExpiryPolicy.factoryOf(
                        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, 20))));
    cache.put("a", 1);
    Crew.until(() -> !cache.containsKey("a"));

    assertThat(cache.get("a")).isEqualTo(1);

    assertThat(loader.single()).isEmpty();
  }

  @Test
  void get_pendingRemoval_isAbsentWithoutTheLoader() {
    writer.table().put("a", 7);
    LarderCache<String, Integer> cache = opened.cache("counts", behindWithLoader(LATER));
    assertThat(cache.get("a")).isEqualTo(7);

    cache.remove("a");

    assertThat(cache.get("a")).isNull();
    assertThat(cache.getAll(Set.of("a"))).isEmpty();
    assertThat(loader.single()).containsExactly("a");
    cache.close();
    assertThat(writer.table()).isEmpty();
  }

  @Test
  void loadAll_pendingPut_isNotOverwrittenByTheOldValue() throws Exception {
    writer.table().put("a", 7);
    LarderCache<String, Integer> cache = opened.cache("counts", behindWithLoader(LATER));
    cache.put("a", 8);
    CompletionListenerFuture done = new CompletionListenerFuture();

    cache.loadAll(Set.of("a"), true, done);
    done.get(30, TimeUnit.SECONDS);

    assertThat(cache.get("a")).isEqualTo(8);
  }

  @Test
  void get_loaded_isNotWrittenBack() {
    writer.table().put("a", 7);
    LarderCache<String, Integer> cache = opened.cache("counts", behindWithLoader(LATER));

    assertThat(cache.get("a")).isEqualTo(7);
    assertThat(cache.<Integer>invoke("a", (entry, arguments) -> entry.getValue())).isEqualTo(7);

    assertThat(queueOf(cache).statistics().offered()).isZero();
  }

  @Test
  void put_boundExceeded_keepsWhatIsPending() {
    LarderCache<String, Integer> cache = opened.cache("counts", behind(LATER).setMaximumSize(10));

    for (int i = 0; i < 100; i++) {
      cache.put("key" + i, i);
    }

    assertThat(cache.size()).isEqualTo(100);
    assertThat(cache.statistics().getCacheEvictions()).isZero();
  }

  @Test
  void put_queueFull_waitsUntilThereIsRoom() throws Exception {
    block();
    LarderCache<String, Integer> cache =
        opened.cache("counts", behind(AT_ONCE.withCapacity(2).withBatchSize(1)));
    cache.put("a", 1);
    Crew.await(writing);
    cache.put("b", 1);
    Job<Boolean> third =
        Crew.start(
            () -> {
              cache.put("c", 1);
              return true;
            });
    third.awaitBlocked();
    assertThat(third.isDone()).isFalse();

    end.countDown();

    assertThat(third.result()).isTrue();
    awaitWritten(cache);
    assertThat(writer.table()).hasSize(3);
  }

  @Test
  void change_ofAPendingKeyOnAFullQueue_doesNotWait() {
    block();
    LarderCache<String, Integer> cache =
        opened.cache("counts", behind(AT_ONCE.withCapacity(2).withBatchSize(1)));
    cache.put("a", 1);
    Crew.await(writing);
    cache.put("b", 1);

    cache.put("a", 2); // behind its own write, which the writer has
    cache.put("b", 2);
    cache.invoke(
        "b",
        (entry, arguments) -> {
          entry.setValue(entry.getValue() + 1);
          return null;
        });

    assertThat(end.getCount()).as("the writer is still stuck").isEqualTo(1);
    assertThat(queueOf(cache).pending()).isEqualTo(2);
    end.countDown();
    awaitWritten(cache);
    assertThat(writer.table()).isEqualTo(Map.of("a", 2, "b", 3));
  }

  @Test
  void change_ofAPendingKeyThatIsWrittenMeanwhile_keepsItsPlace() throws Exception {
    block();
    LarderCache<String, Integer> cache = opened.cache("counts", behind(AT_ONCE.withCapacity(1)));
    cache.put("a", 1);
    Crew.await(writing);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch decided = new CountDownLatch(1);
    Job<Boolean> invoking =
        Crew.start(
            () ->
                cache.invoke(
                    "a",
                    (entry, arguments) -> {
                      inside.countDown();
                      Crew.await(decided);
                      entry.setValue(2);
                      return true;
                    }));
    Crew.await(inside);
    end.countDown();
    awaitWritten(cache);
    Job<Boolean> other =
        Crew.start(
            () -> {
              cache.put("b", 1);
              return true;
            });
    other.awaitBlocked();
    assertThat(other.isDone()).isFalse();

    decided.countDown();

    assertThat(invoking.result()).isTrue();
    assertThat(other.result()).isTrue();
    awaitWritten(cache);
    assertThat(writer.table()).isEqualTo(Map.of("a", 2, "b", 1));
  }

  @Test
  void put_queueFullTooLong_saysSoAndChangesNothing() {
    block();
    LarderCache<String, Integer> cache =
        opened.cache(
            "counts", behind(AT_ONCE.withCapacity(1)).setUserCodeLimit(Duration.ofMillis(50)));
    cache.put("a", 1);
    Crew.await(writing);

    assertThatThrownBy(() -> cache.put("b", 1))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("counts")
        .hasMessageContaining("full")
        .hasMessageContaining("100 ms");

    assertThat(cache.containsKey("b")).isFalse();
  }

  @Test
  void put_fromInsideAProcessorOnAFullQueue_endsSoonAndNamesBoth() {
    LarderCache<String, Integer> cache =
        opened.cache(
            "counts", behind(LATER.withCapacity(1)).setUserCodeLimit(Duration.ofMillis(400)));

    assertThatThrownBy(
            () ->
                cache.invoke(
                    "a",
                    (entry, arguments) -> {
                      cache.put("b", 1);
                      return null;
                    }))
        .rootCause()
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("counts")
        .hasMessageContaining("200 ms")
        .hasMessageContaining("invoke of cache counts");
  }

  @Test
  void close_writesPending_areBroughtToTheWriterFirst() {
    LarderCache<String, Integer> cache = opened.cache("counts", behind(LATER));
    cache.putAll(Map.of("a", 1, "b", 2));
    cache.put("c", 3);
    cache.putIfAbsent("d", 4);
    cache.replace("c", 5);
    cache.removeAll(Set.of("a", "never"));
    cache.getAndPut("e", 6);
    assertThat(writer.calls()).isEmpty();

    opened.manager().close();

    assertThat(writer.table()).isEqualTo(Map.of("b", 2, "c", 5, "d", 4, "e", 6));
    assertThat(writer.calls()).contains("delete never");
  }

  @Test
  void putIfAbsent_declined_isNotWritten() {
    LarderCache<String, Integer> cache = opened.cache("counts", behind(LATER));
    cache.put("a", 1);

    cache.putIfAbsent("a", 2);
    cache.replace("b", 2);
    cache.remove("a", 9);

    assertThat(queueOf(cache).statistics().offered()).isEqualTo(1);
  }

  @Test
  void close_writerNeverReturns_isBoundedByTheLimitOfUserCode() {
    block();
    LarderCache<String, Integer> cache =
        opened.cache("counts", behind(AT_ONCE).setUserCodeLimit(Duration.ofMillis(100)));
    cache.put("a", 1);
    Crew.await(writing);

    Job<Boolean> closing =
        Crew.start(
            () -> {
              cache.close();
              return true;
            });

    Crew.until(closing::isDone);
    assertThat(cache.isClosed()).isTrue();
    assertThat(end.getCount()).isEqualTo(1);
  }

  @Test
  void close_whileAProcessorIsAboutToWrite_waitsForItsWrite() throws Exception {
    LarderCache<String, Integer> cache = opened.cache("counts", behind(AT_ONCE));
    CountDownLatch inside = new CountDownLatch(1);
    Job<Boolean> invoking =
        Crew.start(
            () ->
                cache.invoke(
                    "a",
                    (entry, arguments) -> {
                      inside.countDown();
                      Crew.await(end);
                      entry.setValue(1);
                      return true;
                    }));
    Crew.await(inside);
    Job<Boolean> closing =
        Crew.start(
            () -> {
              cache.close();
              return true;
            });
    Crew.until(cache::isClosed);
    closing.awaitBlocked();

    end.countDown();

    assertThat(invoking.result()).isTrue();
    assertThat(closing.result()).isTrue();
    assertThat(writer.table()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void writer_callsBackIntoItsCache_works() {
    LarderCache<String, Integer> cache = opened.cache("counts", behind(AT_ONCE));
    writer.before(
        key -> {
          assertThat(cache.get("a")).isEqualTo(1);
          cache.putIfAbsent("seen", 1);
        });

    cache.put("a", 1);

    Crew.until(() -> writer.table().size() == 2);
    assertThat(writer.table()).isEqualTo(Map.of("a", 1, "seen", 1));
  }

  @Test
  void createCache_writeBehindWithoutAWriter_isRefused() {
    assertThatThrownBy(() -> opened.cache("counts", OpenManager.numbers().setWriteBehind(AT_ONCE)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("counts")
        .hasMessageContaining("writer");
    assertThat(opened.manager().getCacheNames()).isEmpty();
  }
}
