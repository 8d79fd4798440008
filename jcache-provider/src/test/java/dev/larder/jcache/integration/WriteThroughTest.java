// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.RecordingWriter;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes through a writer: before the store, once, and under no lock but the key's intent. */
class WriteThroughTest {
  private final OpenManager opened = OpenManager.open();
  private final RecordingWriter<String, Integer> writer = new RecordingWriter<>();

  @AfterEach
  void closeManager() {
    opened.close();
  }

  private LarderConfiguration<String, Integer> writing() {
    return OpenManager.numbers()
        .setStatisticsEnabled(true)
        .setWriteThrough(true)
        .setCacheWriterFactory(() -> writer);
  }

  private LarderCache<String, Integer> cache() {
    return opened.cache("notes", writing());
  }

  private static void fail(Object key) {
    throw new IllegalStateException("the database is away");
  }

  @Test
  void put_always_tellsTheWriterOnceAndBeforeTheStore() {
    LarderCache<String, Integer> cache = cache();
    CountDownLatch absent = new CountDownLatch(1);
    writer.before(
        key -> {
          // another thread, for the writer's own may not ask for its own key
          Job<Boolean> look = Crew.start(() -> cache.containsKey("a"));
          Crew.until(look::isDone);
          if (!present(look)) {
            absent.countDown();
          }
        });

    cache.put("a", 1);

    assertThat(absent.getCount()).isZero();
    assertThat(writer.calls()).containsExactly("write a=1");
    assertThat(cache.get("a")).isEqualTo(1);
  }

  private static boolean present(Job<Boolean> look) {
    try {
      return look.result();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void get_whileAnotherThreadWrites_goesOnWithTheOldValue() throws Exception {
    LarderCache<String, Integer> cache = cache();
    cache.put("a", 1);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    writer.before(
        key -> {
          writing.countDown();
          Crew.await(end);
        });
    Job<Boolean> put =
        Crew.start(
            () -> {
              cache.put("a", 2);
              return true;
            });
    Crew.await(writing);

    Integer during = Crew.start(() -> cache.get("a")).result();
    end.countDown();

    assertThat(during).isEqualTo(1);
    assertThat(put.result()).isTrue();
    assertThat(cache.get("a")).isEqualTo(2);
  }

  @Test
  void put_writerReadsAndWritesOtherKeys_works() {
    LarderCache<String, Integer> cache = cache();
    cache.put("b", 5);
    writer.before(
        key -> {
          if (key.equals("a")) {
            assertThat(cache.get("b")).isEqualTo(5);
            cache.put("log", 1);
          }
        });

    cache.put("a", 1);

    assertThat(writer.table()).containsEntry("a", 1).containsEntry("log", 1);
  }

  @Test
  void put_writerCallsBackForItsOwnKey_isRefused() {
    LarderCache<String, Integer> cache = cache();
    writer.before(key -> cache.get("a"));

    assertThatThrownBy(() -> cache.put("a", 1))
        .isInstanceOf(CacheWriterException.class)
        .hasCauseInstanceOf(CacheException.class);

    writer.before(key -> {});
    cache.put("a", 2);
    assertThat(cache.get("a")).isEqualTo(2);
  }

  /** Every way to change one key, on an entry that is there and one that is not. */
  private enum Change {
    PUT(cache -> cache.put("here", 2)),
    PUT_NEW(cache -> cache.put("new", 2)),
    GET_AND_PUT(cache -> cache.getAndPut("here", 2)),
    PUT_IF_ABSENT(cache -> cache.putIfAbsent("new", 2)),
    REPLACE(cache -> cache.replace("here", 2)),
    REPLACE_IF_EQUAL(cache -> cache.replace("here", 1, 2)),
    GET_AND_REPLACE(cache -> cache.getAndReplace("here", 2)),
    REMOVE(cache -> cache.remove("here")),
    REMOVE_ABSENT(cache -> cache.remove("new")),
    REMOVE_IF_EQUAL(cache -> cache.remove("here", 1)),
    GET_AND_REMOVE(cache -> cache.getAndRemove("here")),
    PUT_ALL(cache -> cache.putAll(Map.of("here", 2, "new", 2))),
    REMOVE_ALL_OF(cache -> cache.removeAll(Set.of("here", "new"))),
    REMOVE_ALL(LarderCache::removeAll),
    INVOKE_SET(cache -> cache.invoke("here", set(2))),
    INVOKE_CREATE(cache -> cache.invoke("new", set(2))),
    INVOKE_REMOVE(
        cache ->
            cache.invoke(
                "here",
                (entry, arguments) -> {
                  entry.remove();
                  return null;
                }));

    private final Consumer<LarderCache<String, Integer>> act;

    Change(Consumer<LarderCache<String, Integer>> act) {
      this.act = act;
    }

    private static javax.cache.processor.EntryProcessor<String, Integer, Void> set(int value) {
      return (entry, arguments) -> {
        entry.setValue(value);
        return null;
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void change_writerThrows_leavesTheCacheAsItWas(Change change) {
    LarderCache<String, Integer> cache = cache();
    cache.put("here", 1);
    cache.statistics();
    long puts = cache.statistics().getCachePuts();
    writer.before(WriteThroughTest::fail);

    assertThatThrownBy(() -> change.act.accept(cache))
        .isInstanceOf(CacheWriterException.class)
        .hasMessageContaining("notes")
        .hasRootCauseMessage("the database is away");

    assertThat(cache.get("here")).isEqualTo(1);
    assertThat(cache.containsKey("new")).isFalse();
    assertThat(cache.statistics().getCachePuts()).isEqualTo(puts);
    assertThat(cache.statistics().getCacheRemovals()).isZero();
    writer.before(key -> {});
    change.act.accept(cache);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void change_writerWorks_reachesItOncePerKey(Change change) {
    LarderCache<String, Integer> cache = cache();
    cache.put("here", 1);
    writer.calls().clear();

    change.act.accept(cache);

    List<String> single =
        writer.calls().stream().filter(call -> !call.contains("All")).sorted().toList();
    assertThat(single).doesNotHaveDuplicates().isNotEmpty();
    assertThat(writer.table().get("here")).isEqualTo(cache.get("here"));
    assertThat(writer.table().get("new")).isEqualTo(cache.get("new"));
  }

  @Test
  void put_writerThrowsItsOwnException_isThrownAsItIs() {
    CacheWriterException own = new CacheWriterException("no space");
    LarderCache<String, Integer> cache = cache();
    writer.before(
        key -> {
          throw own;
        });

    assertThatThrownBy(() -> cache.put("a", 1)).isSameAs(own);
  }

  @Test
  void put_writerThrowsAnError_isThrownAsItIsAndHoldsNothing() {
    AssertionError error = new AssertionError("broken");
    LarderCache<String, Integer> cache = cache();
    writer.before(
        key -> {
          throw error;
        });

    assertThatThrownBy(() -> cache.put("a", 1)).isSameAs(error);

    writer.before(key -> {});
    cache.put("a", 2);
    assertThat(cache.get("a")).isEqualTo(2);
  }

  @Test
  void conditionalChange_thatDoesNotTakeEffect_doesNotReachTheWriter() {
    LarderCache<String, Integer> cache = cache();
    cache.put("here", 1);
    writer.calls().clear();

    assertThat(cache.putIfAbsent("here", 2)).isFalse();
    assertThat(cache.replace("new", 2)).isFalse();
    assertThat(cache.replace("here", 7, 2)).isFalse();
    assertThat(cache.getAndReplace("new", 2)).isNull();
    assertThat(cache.remove("here", 7)).isFalse();
    assertThat(cache.remove("new", 7)).isFalse();
    cache.invoke("here", (entry, arguments) -> entry.getValue());

    assertThat(writer.calls()).isEmpty();
  }

  @Test
  void remove_ofAnAbsentKey_isWritten() {
    LarderCache<String, Integer> cache = cache();

    assertThat(cache.remove("a")).isFalse();
    assertThat(cache.getAndRemove("b")).isNull();
    cache.removeAll(Set.of("c"));

    assertThat(writer.calls()).containsExactly("delete a", "delete b", "deleteAll 1", "delete c");
  }

  @Test
  void clear_always_leavesTheWriterAlone() {
    LarderCache<String, Integer> cache = cache();
    cache.put("a", 1);
    writer.calls().clear();

    cache.clear();

    assertThat(writer.calls()).isEmpty();
    assertThat(writer.table()).containsEntry("a", 1);
  }

  @Test
  void putAll_writerFailsHalfway_keepsWhatItTook() {
    LarderCache<String, Integer> cache = cache();
    cache.put("c", 0);
    writer.before(
        key -> {
          if (key.equals("c")) {
            fail(key);
          }
        });
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put("a", 1);
    all.put("b", 2);
    all.put("c", 3);
    all.put("d", 4);

    assertThatThrownBy(() -> cache.putAll(all)).isInstanceOf(CacheWriterException.class);

    assertThat(cache.getAll(Set.of("a", "b", "c", "d"))).isEqualTo(Map.of("a", 1, "b", 2, "c", 0));
    assertThat(writer.table()).containsEntry("a", 1).containsEntry("b", 2).doesNotContainKey("d");
  }

  @Test
  void removeAll_writerFailsHalfway_keepsWhatItDidNotTake() {
    LarderCache<String, Integer> cache = cache();
    Set<String> keys = new java.util.LinkedHashSet<>(List.of("a", "b", "c"));
    keys.forEach(key -> cache.put(key, 1));
    writer.before(
        key -> {
          if (key.equals("b")) {
            fail(key);
          }
        });

    assertThatThrownBy(() -> cache.removeAll(keys)).isInstanceOf(CacheWriterException.class);

    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.get("b")).isEqualTo(1);
    assertThat(cache.get("c")).isEqualTo(1);
    assertThat(cache.statistics().getCacheRemovals()).isEqualTo(1);
  }

  @Test
  void putAll_listenerThrows_countsEveryPut() {
    CacheEntryCreatedListener<String, Integer> broken =
        events -> {
          throw new IllegalStateException("a broken listener");
        };
    LarderCache<String, Integer> cache =
        opened.cache(
            "notes",
            writing()
                .addCacheEntryListenerConfiguration(
                    new MutableCacheEntryListenerConfiguration<>(() -> broken, null, true, true)));

    assertThatThrownBy(() -> cache.putAll(Map.of("a", 1, "b", 2, "c", 3)))
        .isInstanceOf(CacheEntryListenerException.class);

    assertThat(cache.statistics().getCachePuts()).isEqualTo(3);
    assertThat(cache.getAll(Set.of("a", "b", "c"))).hasSize(3);
  }

  @Test
  void putAll_keyThatIsBeingWritten_waitsWithoutHoldingTheOthers() throws Exception {
    LarderCache<String, Integer> cache = cache();
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    writer.before(
        key -> {
          if (key.equals("busy") && writing.getCount() > 0) {
            writing.countDown();
            Crew.await(end);
          }
        });
    Job<Boolean> other = Crew.start(() -> cache.putIfAbsent("busy", 1));
    Crew.await(writing);
    Job<Boolean> bulk =
        Crew.start(
            () -> {
              cache.putAll(Map.of("busy", 2, "a", 2));
              return true;
            });

    Crew.until(() -> cache.containsKey("a"));
    cache.put("a", 3);
    assertThat(bulk.isDone()).isFalse();
    end.countDown();

    assertThat(other.result()).isTrue();
    assertThat(bulk.result()).isTrue();
    assertThat(cache.getAll(Set.of("a", "busy"))).isEqualTo(Map.of("a", 3, "busy", 2));
    assertThat(writer.table()).isEqualTo(Map.of("a", 3, "busy", 2));
  }

  @Test
  void putAll_inOppositeOrders_doesNotDeadlock() throws Exception {
    LarderCache<String, Integer> cache = cache();
    Function<List<String>, Job<Boolean>> begin =
        keys ->
            Crew.start(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    Map<String, Integer> all = new LinkedHashMap<>();
                    for (String key : keys) {
                      all.put(key, i);
                    }
                    cache.putAll(all);
                  }
                  return true;
                });

    Job<Boolean> one = begin.apply(List.of("a", "b", "c"));
    Job<Boolean> two = begin.apply(List.of("c", "b", "a"));

    assertThat(one.result()).isTrue();
    assertThat(two.result()).isTrue();
    assertThat(writer.table()).isEqualTo(cache.getAll(Set.of("a", "b", "c")));
  }

  @Test
  void putIfAbsent_writerOutlivesItsLimit_isTrueForItWasWritten() throws Exception {
    LarderCache<String, Integer> cache =
        opened.cache("notes", writing().setUserCodeLimit(Duration.ofMillis(200)));
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    writer.before(
        key -> {
          if (writing.getCount() > 0) {
            writing.countDown();
            Crew.await(end);
          }
        });
    Job<Boolean> slow = Crew.start(() -> cache.putIfAbsent("a", 1));
    Crew.await(writing);

    assertThat(cache.putIfAbsent("a", 2)).isTrue();
    end.countDown();

    assertThat(slow.result()).isTrue();
    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.statistics().getCachePuts()).isEqualTo(2);
  }

  @Test
  void put_keyChangedByTheWriter_isStillFoundByValue() {
    RecordingWriter<Date, Integer> vandal = new RecordingWriter<>();
    vandal.before(key -> ((Date) key).setTime(77));
    LarderCache<Date, Integer> cache =
        opened.cache(
            "dates",
            new LarderConfiguration<Date, Integer>()
                .setTypes(Date.class, Integer.class)
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> vandal));

    cache.put(new Date(1), 1);

    assertThat(cache.get(new Date(1))).isEqualTo(1);
  }

  @Test
  void put_withoutWriteThrough_leavesTheWriterAlone() {
    LarderCache<String, Integer> cache = opened.cache("notes", writing().setWriteThrough(false));

    cache.put("a", 1);

    assertThat(writer.calls()).isEmpty();
  }

  @Test
  void put_manyThreadsOnOneKey_cacheAndWriterAgree() throws Exception {
    LarderCache<String, Integer> cache = cache();
    java.util.concurrent.atomic.AtomicInteger next =
        new java.util.concurrent.atomic.AtomicInteger();

    List<Job<Boolean>> jobs =
        Crew.startTogether(
            8,
            () -> {
              for (int i = 0; i < 100; i++) {
                cache.put("a", next.incrementAndGet());
              }
              return true;
            });
    for (Job<Boolean> job : jobs) {
      assertThat(job.result()).isTrue();
    }

    assertThat(writer.table()).isEqualTo(Map.of("a", cache.get("a")));
    assertThat(writer.calls()).hasSize(800);
    assertThat(cache.statistics().getCachePuts()).isEqualTo(800);
  }
}
