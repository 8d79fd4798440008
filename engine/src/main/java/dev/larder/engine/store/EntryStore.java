// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.ChangeSink;
import dev.larder.engine.event.Subscription;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of one cache live: the port between a front and its storage. Operations on one
 * key take effect one at a time, in an order that every caller agrees on; operations on different
 * keys are independent. Safe for any thread; no method blocks.
 *
 * @param <K> the key; equal keys are one key
 * @param <V> the value, in the form the store holds
 */
public interface EntryStore<K, V> extends AutoCloseable {

  /**
   * The value of a key, if it can be told at once and without a note: a hit of which nobody has to
   * hear. {@code null} says nothing but "ask by {@link #apply}".
   *
   * @param expiry moves the entry's end if a read does so
   */
  @Nullable V read(K key, ExpiryRule expiry);

  /**
   * The entry of a key, under the same conditions as {@link #read} and not counted as a read of it:
   * for callers who have to know its version.
   */
  @Nullable StoredEntry<V> readEntry(K key);

  /**
   * The value of a key whose entry was made by a write numbered up to {@code newest}, under the
   * same conditions as {@link #read}: for callers who see their data as it was at a stamp.
   */
  @Nullable V readUpTo(K key, long newest);

  /** Runs an operation on a key; the stage is pending while the key is held by another caller. */
  <R> CompletionStage<R> apply(K key, EntryOperation<V, R> operation);

  /**
   * A walk over the entries. Those present throughout are seen once, others at most once; a key
   * that is removed and stored again meanwhile counts as another.
   *
   * <p>A cursor belongs to one thread at a time.
   */
  EntryCursor<K, V> cursor();

  /** Drops every entry, and refuses fills of data read before. Nobody is told of single entries. */
  CompletionStage<Void> clear();

  /**
   * Announces work outside the cache that may touch any key of it. Drops every entry; until the
   * intent ends nothing is filled or published. Several may be open.
   *
   * @return the number to end it by
   */
  CompletionStage<Long> openCacheIntent();

  /**
   * Ends a cache intent and drops every entry, and again at the end of the doubt if one is left.
   *
   * @return refused if the intent had outlived its limit, which leaves a doubt; the late end ends
   *     that too
   */
  CompletionStage<Verdict> endCacheIntent(long intent, CacheEnd end);

  /** Whether the caller of a cache intent knows what became of its work. */
  enum CacheEnd {
    /** It took effect, or it did not. */
    KNOWN,
    /** Nobody knows; the cache is in doubt. */
    UNKNOWN
  }

  /** Tells a sink of every change from now on. */
  Subscription subscribe(ChangeSink<K, V> sink);

  /** The number of entries, roughly: those expired and not yet swept are counted. */
  long size();

  /** How many entries were evicted since the store was opened, because it was full. */
  long evictions();

  /** Forgets everything; who still waits is told that the store is closed. Later calls fail. */
  @Override
  void close();
}
