// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import org.jspecify.annotations.Nullable;

/**
 * How the caller of a shared intent wants to leave the key. It gets its way only if its intent was
 * alone all along; else the last one to end leaves the key absent.
 *
 * @param <V> the value, in the form the store holds
 */
public sealed interface SharedEnd<V> {

  /**
   * Whether the key was cleared, or left absent by somebody's write, after what this was made of
   * was read.
   *
   * @param lostAt the number of the last time
   */
  default boolean isOlderThan(long lostAt) {
    return false;
  }

  /** Leaves the key so, after an intent that was alone all along and is closed by now. */
  void conclude(KeyStep<V> key, @Nullable StoredEntry<V> hidden);

  /**
   * The work took effect and came to this.
   *
   * @param readAt the stamp under which was read what the work left as it was: a clear since then,
   *     or a removal of the key, may mean that it is not so any more
   */
  record Publish<V>(PlainOperation<V> published, long readAt) implements SharedEnd<V> {

    /** The same for what is right whatever was there before. */
    public Publish(PlainOperation<V> published) {
      this(published, Long.MAX_VALUE);
    }

    @Override
    public boolean isOlderThan(long lostAt) {
      return readAt < lostAt;
    }

    @Override
    public void conclude(KeyStep<V> key, @Nullable StoredEntry<V> hidden) {
      Effect effect = key.commit(published, hidden).effect();
      if (effect == Effect.KEEP || effect == Effect.TOUCH) {
        key.drop(); // what it would keep is older than the work
      }
    }
  }

  /** Surely nothing was changed: what was there is there again. */
  record Restore<V>() implements SharedEnd<V> {
    @Override
    public void conclude(KeyStep<V> key, @Nullable StoredEntry<V> hidden) {
      if (hidden != null) {
        key.restore(hidden);
      }
    }
  }

  /** The key is to be absent; data read before is refused. */
  record Drop<V>() implements SharedEnd<V> {
    @Override
    public void conclude(KeyStep<V> key, @Nullable StoredEntry<V> hidden) {
      key.drop();
    }
  }
}
