// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import org.jspecify.annotations.Nullable;

/**
 * What a running operation may see of its key and do to it. Given by the store for one step; not to
 * be kept.
 */
public interface KeyStep<V> {

  /** The entry, or {@code null} if there is none or its end has come. */
  @Nullable EntryView<V> live();

  /**
   * The number of the last write, removal or expiry of this key; never above it for a key of which
   * the store knows nothing.
   */
  long lastWrite();

  /**
   * The newest number given to any write of the manager's stores: a stamp for what is read next.
   */
  long stamp();

  /**
   * The number of the last write that left this key absent, or a greater one: whoever has read
   * since then has not missed it. A fill is not one, and hides none that came before it.
   */
  long droppedAt();

  /** The number of the last {@code clear} of this cache. */
  long clearedAt();

  /** What callers hold on the key; an empty one is made if there is none. */
  KeyHolds<V> holds();

  /** A number for a new hold, never reused. */
  long nextHoldId();

  /** Whether somebody holds the whole cache: nothing fills or publishes. */
  boolean cacheHeld();

  /** Takes the entry out of sight, if there is one; nothing is written by that. */
  @Nullable StoredEntry<V> hide();

  /** Brings a hidden entry back as it was, unless its end has come. */
  void restore(StoredEntry<V> hidden);

  /** Runs a plain operation here and now. */
  default Outcome<V> commit(PlainOperation<V> operation) {
    return commit(operation, live());
  }

  /**
   * Runs a plain operation here and now, as it decides about an entry that was seen before. Since
   * then it may have ended, which changes what listeners are told, but not what was decided.
   */
  Outcome<V> commit(PlainOperation<V> operation, @Nullable EntryView<V> seen);

  /** Takes the entry out, because the cache can no longer vouch for it. */
  default void drop() {
    Outcome<V> unused = commit(new PlainOperation.Drop<>());
  }

  /** Tells of a write that leaves no entry; with {@code null} of a removal. */
  void note(@Nullable V value);

  /** Lets go everyone who waits for the load of this key, with this answer. */
  void releaseFillWaiters(FillAnswer<V> answer);
}
