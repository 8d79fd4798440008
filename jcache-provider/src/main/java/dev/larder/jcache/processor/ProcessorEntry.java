// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.processor;

import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.jcache.copy.Keeper;
import dev.larder.jcache.expiry.ExpiryAdvice;
import java.util.function.Function;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a processor sees and changes. What it came to is one operation, run when the
 * processor has returned. Used by one thread, under the key's turn.
 *
 * <pre>
 *            getValue, present  getValue, loaded  setValue                    remove
 *  UNTOUCHED READ               LOADED            WRITTEN, CREATED if absent  REMOVED
 *  READ      READ               -                 WRITTEN                     REMOVED
 *  LOADED    LOADED             -                 WRITTEN                     REMOVED
 *  WRITTEN   WRITTEN            -                 WRITTEN                     REMOVED
 *  CREATED   CREATED            -                 CREATED                     WITHDRAWN
 *  WITHDRAWN -                  -                 CREATED                     WITHDRAWN
 *  REMOVED   -                  -                 WRITTEN                     REMOVED
 * </pre>
 */
final class ProcessorEntry<K, V> implements MutableEntry<K, V> {

  /** What has been done with the entry so far. */
  private enum State {
    UNTOUCHED,
    READ,
    LOADED,
    WRITTEN,
    CREATED,
    WITHDRAWN,
    REMOVED
  }

  private final K key;
  private final @Nullable StoredEntry<Object> before;
  private final Keeper keeper;
  private final Function<K, @Nullable Object> loader;
  private final Class<V> valueType;
  private State state = State.UNTOUCHED;
  private @Nullable Object kept;

  ProcessorEntry(
      K key,
      @Nullable StoredEntry<Object> before,
      Keeper keeper,
      Function<K, @Nullable Object> loader,
      Class<V> valueType) {
    this.key = key;
    this.before = before;
    this.keeper = keeper;
    this.loader = loader;
    this.valueType = valueType;
    this.kept = before == null ? null : before.value();
  }

  @Override
  @SuppressWarnings("unchecked") // a copy of the key is of its class
  public K getKey() {
    return (K) keeper.giveKey(key);
  }

  @Override
  public boolean exists() {
    return kept != null;
  }

  @Override
  @SuppressWarnings("unchecked") // the store holds the cache's values
  public @Nullable V getValue() {
    if (kept == null && state == State.UNTOUCHED) {
      kept = loader.apply(key);
      state = kept == null ? State.UNTOUCHED : State.LOADED;
    } else if (state == State.UNTOUCHED) {
      state = State.READ;
    }
    return kept == null ? null : (V) keeper.give(kept);
  }

  @Override
  public void setValue(V value) {
    if (value == null) {
      throw new NullPointerException("a processor set a null value; call remove() to remove");
    }
    if (!valueType.isInstance(value)) {
      throw new ClassCastException(
          "a processor set a "
              + value.getClass().getName()
              + "; the cache holds "
              + valueType.getName());
    }
    kept = keeper.keepFor(key, value);
    state =
        switch (state) {
          case UNTOUCHED -> before == null ? State.CREATED : State.WRITTEN;
          case CREATED, WITHDRAWN -> State.CREATED;
          case READ, LOADED, WRITTEN, REMOVED -> State.WRITTEN;
        };
  }

  @Override
  public void remove() {
    boolean neverThere = state == State.CREATED || state == State.WITHDRAWN;
    state = neverThere ? State.WITHDRAWN : State.REMOVED;
    kept = null;
  }

  /** What the processor came to, in the counting of JSR-107: hit or miss are counted elsewhere. */
  PlainOperation<Object> decided(ExpiryAdvice expiry) {
    Object value = kept;
    return switch (state) {
      case UNTOUCHED, WITHDRAWN -> new PlainOperation.Peek<>();
      case READ -> new PlainOperation.Access<>(expiry.rule());
      case LOADED -> new PlainOperation.StoreLoaded<>(present(value), expiry.rule());
      case WRITTEN, CREATED -> new PlainOperation.Put<>(present(value), expiry.rule());
      case REMOVED -> new PlainOperation.Remove<>();
    };
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("a processor's entry was written, but has no value");
    }
    return value;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "a processor's entry cannot be unwrapped to " + type.getName());
  }

  @Override
  public String toString() {
    return "MutableEntry[" + state + "]";
  }
}
