// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.writebehind.WriteBehindOptions;
import dev.larder.jcache.Crew;
import dev.larder.jcache.Crew.Job;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.RecordingLoader;
import dev.larder.jcache.RecordingWriter;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entry processors: once, in the caller's thread, under the key's turn. */
class ProcessorTest {
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
  void invoke_always_runsOnceInTheCallersThreadAndTakesArguments() {
    LarderCache<String, Integer> cache = opened.counted("words");
    AtomicReference<Thread> thread = new AtomicReference<>();
    Object notSerializable = new Object();

    Object result =
        cache.<Object>invoke(
            "a",
            (entry, arguments) -> {
              assertThat(thread.getAndSet(Thread.currentThread())).isNull();
              entry.setValue((Integer) arguments[1]);
              return arguments[0];
            },
            notSerializable,
            5);

    assertThat(result).isSameAs(notSerializable);
    assertThat(thread).hasValue(Thread.currentThread());
    assertThat(cache.get("a")).isEqualTo(5);
  }

  @Test
  void invoke_manyThreadsIncrement_losesNoneAndCallsEachOnce() throws Exception {
    LarderCache<String, Integer> cache = opened.counted("words");
    AtomicInteger calls = new AtomicInteger();

    List<Job<Boolean>> jobs =
        Crew.startTogether(
            8,
            () -> {
              for (int i = 0; i < 500; i++) {
                cache.invoke(
                    "a",
                    act(
                        entry -> {
                          calls.incrementAndGet();
                          entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
                        }));
              }
              return true;
            });
    for (Job<Boolean> job : jobs) {
      assertThat(job.result()).isTrue();
    }

    assertThat(cache.get("a")).isEqualTo(4_000);
    assertThat(calls).hasValue(4_000);
    assertThat(cache.statistics().getCachePuts()).isEqualTo(4_000);
    assertThat(cache.statistics().getCacheMisses()).isEqualTo(1);
  }

  @Test
  void invoke_processorThrows_isWrappedOnceAndChangesNothing() {
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.put("a", 1);
    IllegalStateException cause = new IllegalStateException("no");

    assertThatThrownBy(
            () ->
                cache.invoke(
                    "a",
                    act(
                        entry -> {
                          entry.setValue(2);
                          throw cause;
                        })))
        .isInstanceOf(EntryProcessorException.class)
        .cause()
        .isSameAs(cause);

    assertThat(cache.get("a")).isEqualTo(1);
    cache.put("a", 3);
    assertThat(cache.get("a")).isEqualTo(3);
  }

  @Test
  void invoke_processorThrowsItsOwnWrapper_isNotWrappedAgain() {
    LarderCache<String, Integer> cache = opened.counted("words");
    EntryProcessorException own = new EntryProcessorException(new IllegalStateException("no"));

    assertThatThrownBy(
            () ->
                cache.invoke(
                    "a",
                    act(
                        entry -> {
                          throw own;
                        })))
        .isSameAs(own);
  }

  @Test
  void invoke_processorThrowsAnError_isThrownAsItIsAndHoldsNothing() {
    LarderCache<String, Integer> cache = opened.counted("words");
    AssertionError error = new AssertionError("broken");

    assertThatThrownBy(
            () ->
                cache.invoke(
                    "a",
                    act(
                        entry -> {
                          throw error;
                        })))
        .isSameAs(error);

    cache.put("a", 1);
    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void invoke_setsNullOrAWrongType_isRefusedAndChangesNothing() {
    LarderCache<String, Integer> cache = opened.counted("words");

    assertThatThrownBy(() -> cache.invoke("a", act(entry -> entry.setValue(null))))
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.invoke("a", act(ProcessorTest::setText)))
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(ClassCastException.class)
        .rootCause()
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("java.lang.Integer");

    assertThat(cache.containsKey("a")).isFalse();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // what a careless processor does
  private static void setText(MutableEntry<String, Integer> entry) {
    ((MutableEntry) entry).setValue("no number");
  }

  @Test
  void invoke_loaderBehindTheEntry_isCalledInsideAndStored() {
    RecordingLoader<String, Integer> loader = new RecordingLoader<>(String::length);
    LarderCache<String, Integer> cache = opened.cache("words", loading(loader));

    assertThat(cache.<Integer>invoke("abc", (entry, arguments) -> entry.getValue())).isEqualTo(3);

    assertThat(loader.single()).containsExactly("abc");
    assertThat(cache.containsKey("abc")).isTrue();
    assertThat(cache.statistics().getCacheMisses()).isEqualTo(1);
    assertThat(cache.statistics().getCachePuts()).isZero();
  }

  private static LarderConfiguration<String, Integer> loading(
      RecordingLoader<String, Integer> loader) {
    return OpenManager.numbers()
        .setStatisticsEnabled(true)
        .setReadThrough(true)
        .setCacheLoaderFactory(() -> loader);
  }

  @Test
  void invoke_loaderThrows_isWrappedOnce() {
    IllegalStateException cause = new IllegalStateException("away");
    RecordingLoader<String, Integer> loader =
        new RecordingLoader<>(
            key -> {
              throw cause;
            });
    LarderCache<String, Integer> cache = opened.cache("words", loading(loader));

    assertThatThrownBy(() -> cache.invoke("a", act(MutableEntry::getValue)))
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(CacheLoaderException.class)
        .hasRootCause(cause);
  }

  @Test
  void invoke_removesWhatItLoaded_removesItBehindTheCacheToo() {
    RecordingWriter<String, Integer> writer = new RecordingWriter<>();
    writer.table().put("a", 7);
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            loading(new RecordingLoader<>(writer.table()::get))
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> writer));

    cache.invoke(
        "a",
        act(
            entry -> {
              assertThat(entry.getValue()).isEqualTo(7);
              entry.remove();
            }));

    assertThat(writer.table()).isEmpty();
    assertThat(cache.get("a")).isNull();
  }

  @Test
  void invoke_writerInside_isToldOnceWithTheLastValue() {
    RecordingWriter<String, Integer> writer = new RecordingWriter<>();
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            OpenManager.numbers().setWriteThrough(true).setCacheWriterFactory(() -> writer));

    cache.invoke(
        "a",
        act(
            entry -> {
              entry.setValue(1);
              entry.setValue(2);
            }));

    assertThat(writer.calls()).containsExactly("write a=2");
  }

  @Test
  void invoke_setsAValueWithALife_ends() {
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            OpenManager.numbers()
                .setExpiryPolicyFactory(
                    CreatedExpiryPolicy.factoryOf(
                        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, 10))));

    cache.invoke("a", act(entry -> entry.setValue(1)));

    Crew.until(() -> !cache.containsKey("a"));
  }

  @Test
  void invoke_cacheClearedMeanwhile_isAsIfClearedAfterwards() {
    LarderCache<String, Integer> cache = opened.counted("words");

    cache.invoke(
        "a",
        act(
            entry -> {
              cache.clear();
              entry.setValue(1);
            }));

    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.statistics().getCachePuts()).isEqualTo(1);
  }

  @Test
  void invoke_cacheClearedMeanwhile_stillReachesAWriterBehind() {
    RecordingWriter<String, Integer> writer = new RecordingWriter<>();
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            OpenManager.numbers()
                .setCacheWriterFactory(() -> writer)
                .setWriteBehind(WriteBehindOptions.defaults()));

    cache.invoke(
        "a",
        act(
            entry -> {
              cache.clear();
              entry.setValue(1);
            }));
    cache.close();

    assertThat(writer.calls()).containsExactly("writeAll 1", "write a=1");
  }

  @Test
  void invokeAll_someFail_givesEachItsResult() {
    LarderCache<String, Integer> cache = opened.counted("words");
    EntryProcessor<String, Integer, String> process =
        (entry, arguments) -> {
          if (entry.getKey().equals("bad")) {
            throw new IllegalStateException("no");
          }
          entry.setValue(1);
          return entry.getKey().equals("null") ? null : "done";
        };

    Map<String, EntryProcessorResult<String>> results =
        cache.invokeAll(Set.of("good", "bad", "null"), process);

    assertThat(results).containsOnlyKeys("good", "bad");
    assertThat(results.get("good").get()).isEqualTo("done");
    assertThatThrownBy(() -> results.get("bad").get())
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(cache.containsKey("null")).isTrue();
    assertThat(cache.containsKey("bad")).isFalse();
  }

  /** As Spring's {@code JCacheCache.get(key, Callable)} does it. */
  private static final class SpringsProcessor implements EntryProcessor<Object, Object, Object> {
    @Override
    public Object process(MutableEntry<Object, Object> entry, Object... arguments) {
      Callable<?> loader = (Callable<?>) arguments[0];
      if (entry.exists()) {
        return entry.getValue();
      }
      Object value;
      try {
        value = loader.call();
      } catch (Exception e) {
        throw new EntryProcessorException("Value loader failed", e);
      }
      entry.setValue(value);
      return value;
    }
  }

  @Test
  void invoke_asSpringDoes_callsTheQueryOnce() throws Exception {
    LarderCache<Object, Object> cache = opened.cache("books", new LarderConfiguration<>());
    AtomicInteger queries = new AtomicInteger();
    Callable<Object> query = () -> "book " + queries.incrementAndGet();

    List<Job<Object>> jobs =
        Crew.startTogether(32, () -> cache.invoke("isbn", new SpringsProcessor(), query));

    for (Job<Object> job : jobs) {
      assertThat(job.result()).isEqualTo("book 1");
    }
    assertThat(queries).hasValue(1);
  }

  @Test
  void invoke_asSpringDoesWithAQueryThatThrows_givesItsExceptionAsTheCause() {
    LarderCache<Object, Object> cache = opened.cache("books", new LarderConfiguration<>());
    Exception cause = new Exception("no such book");
    Callable<Object> query =
        () -> {
          throw cause;
        };

    assertThatThrownBy(() -> cache.invoke("isbn", new SpringsProcessor(), query))
        .isInstanceOf(EntryProcessorException.class)
        .cause()
        .isSameAs(cause);
  }

  @Test
  void entry_always_hidesKeyAndValueAndUnwraps() {
    LarderCache<String, Integer> cache = opened.counted("words");

    cache.invoke(
        "secret",
        act(
            entry -> {
              entry.setValue(4711);
              assertThat(entry.toString()).doesNotContain("secret").doesNotContain("4711");
              assertThat(entry.unwrap(MutableEntry.class)).isSameAs(entry);
              assertThatThrownBy(() -> entry.unwrap(String.class))
                  .isInstanceOf(IllegalArgumentException.class);
            }));
  }
}
