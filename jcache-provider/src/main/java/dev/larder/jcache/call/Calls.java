// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Transition;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryStore;
import dev.larder.jcache.callback.CacheUserCode;
import dev.larder.jcache.event.Listeners;
import dev.larder.jcache.management.CacheStatistics;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one door from the front of a cache to its store: applies operations, waits for their answers,
 * counts them, and waits for synchronous listeners. Safe for any thread.
 *
 * @param <K> the key
 */
public final class Calls<K> {
  private final String cacheName;
  private final EntryStore<K, Object> store;
  private final CacheUserCode userCode;
  private final Await await;
  private final CacheStatistics statistics;
  private final Listeners<K, ?> listeners;

  /** The door of one cache. */
  public Calls(
      String cacheName,
      EntryStore<K, Object> store,
      CacheUserCode userCode,
      CallLimits limits,
      CacheStatistics statistics,
      Listeners<K, ?> listeners) {
    this.cacheName = cacheName;
    this.store = store;
    this.userCode = userCode;
    this.await = new Await(cacheName, userCode, limits);
    this.statistics = statistics;
    this.listeners = listeners;
  }

  /** The cache's name, for messages. */
  public String cacheName() {
    return cacheName;
  }

  /** The cache's store. */
  public EntryStore<K, Object> store() {
    return store;
  }

  /** The cache's statistics. */
  public CacheStatistics statistics() {
    return statistics;
  }

  /**
   * Refuses a call that user code makes for its own key.
   *
   * @throws javax.cache.CacheException if it is one
   */
  public void refuseOwnKey(String operation, K key) {
    userCode.refuseOwnKey(operation, key);
  }

  /**
   * Runs user code for keys of this cache, on this thread.
   *
   * @param ownKeys the keys it may not call back for
   */
  public <T extends @Nullable Object> T inUserCode(
      String operation, Predicate<Object> ownKeys, Supplier<T> code) {
    return userCode.run(operation, ownKeys, code);
  }

  /**
   * Applies an operation and waits for its answer.
   *
   * @throws javax.cache.CacheException if the wait outlives its limit
   */
  public <R> R apply(String operation, K key, EntryOperation<Object, R> asked) {
    return await.result(store.apply(key, asked), operation);
  }

  /** Waits for an answer of the store that is no operation on a key. */
  public <R> R await(String operation, CompletionStage<R> stage) {
    return await.result(stage, operation);
  }

  /** Applies a plain operation, waits, counts, and waits for listeners. */
  public Outcome<Object> perform(String operation, K key, PlainOperation<Object> asked) {
    return settle(key, apply(operation, key, asked));
  }

  /**
   * Publishes what a writer did under an intent. If that took so long that the intent is over, the
   * entry is gone and the key in doubt; but the write took effect, and its caller is told so.
   */
  public Outcome<Object> publish(
      String operation, K key, Grant<Object> intent, PlainOperation<Object> written) {
    Outcome<Object> outcome =
        apply(operation, key, new HoldOperation.ResolveIntent<>(intent.hold(), written));
    if (outcome.verdict() != Verdict.REFUSED) {
      return outcome;
    }
    StoredEntry<Object> before = intent.before();
    Transition<Object> asIf = written.decide(before, 0);
    return new Outcome<>(
        asIf.verdict(), before == null ? null : before.value(), asIf.statistics(), 0, Effect.KEEP);
  }

  /** Counts what an operation did, and waits until synchronous listeners heard of it. */
  public Outcome<Object> settle(K key, Outcome<Object> outcome) {
    statistics.add(outcome.statistics());
    if (!listeners.isEmpty()) {
      Effect effect = outcome.effect();
      if (effect == Effect.STORE || effect == Effect.REMOVE) {
        listeners.awaitDelivery(key, outcome.version());
      }
    }
    return outcome;
  }
}
