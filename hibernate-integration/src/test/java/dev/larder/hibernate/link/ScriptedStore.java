// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.ChangeSink;
import dev.larder.engine.event.Subscription;
import dev.larder.engine.store.EntryCursor;
import dev.larder.engine.store.EntryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A store that writes down what it is asked and answers as a test says. For one thread. */
public final class ScriptedStore implements EntryStore<Object, Object> {
  /** What it was asked for, in order: the operation, and the key if there is one. */
  public final List<String> calls = new ArrayList<>();

  /** How often somebody waited for an answer that was not there. */
  public int waits;

  private Supplier<CompletableFuture<Object>> answer;
  private StoredEntry<Object> entry;

  /** Answers each call by this. */
  public ScriptedStore answering(Object value) {
    return by(() -> CompletableFuture.completedFuture(value));
  }

  /** Answers each call by a failure. */
  public ScriptedStore failing(Throwable cause) {
    return by(() -> CompletableFuture.failedFuture(cause));
  }

  /** Throws instead of answering. */
  public ScriptedStore throwing(RuntimeException cause) {
    return by(
        () -> {
          throw cause;
        });
  }

  /** Answers no call; who waits has no time to lose. */
  public ScriptedStore silent() {
    return by(Silence::new);
  }

  /** Answers each call by what the test completes later. */
  public ScriptedStore by(Supplier<CompletableFuture<Object>> next) {
    answer = next;
    return this;
  }

  /** Holds an entry under every key. */
  public ScriptedStore holding(Object value) {
    entry = new StoredEntry<>(value, 1, Long.MAX_VALUE);
    return this;
  }

  /** An answer that never comes; time runs out at once, so that no test waits. */
  private final class Silence extends CompletableFuture<Object> {
    @Override
    public Object get(long timeout, TimeUnit unit) throws TimeoutException {
      waits += timeout > 0 ? 1 : 0;
      throw new TimeoutException();
    }
  }

  @SuppressWarnings("unchecked") // the test knows what it asks for
  private <R> CompletionStage<R> answer(String call) {
    calls.add(call);
    return (CompletionStage<R>) answer.get();
  }

  @Override
  public Object read(Object key, ExpiryRule expiry) {
    calls.add("read " + key);
    return entry == null ? null : entry.value();
  }

  @Override
  public Object readUpTo(Object key, long newest) {
    calls.add("readUpTo " + key + " " + newest);
    return entry == null || entry.version() > newest ? null : entry.value();
  }

  @Override
  public StoredEntry<Object> readEntry(Object key) {
    calls.add("readEntry " + key);
    return entry;
  }

  @Override
  public <R> CompletionStage<R> apply(Object key, EntryOperation<Object, R> operation) {
    return answer(operation.getClass().getSimpleName() + " " + key);
  }

  @Override
  public EntryCursor<Object, Object> cursor() {
    return limit -> answer("next");
  }

  @Override
  public CompletionStage<Void> clear() {
    return answer("clear");
  }

  @Override
  public CompletionStage<Long> openCacheIntent() {
    return answer("openCacheIntent");
  }

  @Override
  public CompletionStage<Verdict> endCacheIntent(long intent, CacheEnd end) {
    return answer("endCacheIntent " + intent + " " + end);
  }

  @Override
  public Subscription subscribe(ChangeSink<Object, Object> sink) {
    throw new UnsupportedOperationException("a region subscribes to nothing");
  }

  @Override
  public long size() {
    return entry == null ? 0 : 1;
  }

  @Override
  public long evictions() {
    return 0;
  }

  @Override
  public void close() {}
}
