// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryView;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.eviction.Evictable;
import dev.larder.engine.time.TimeSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The place of one key in a {@link HeapEntryStore}: its entry, and what is held on it. All changes
 * are made under the cell's monitor, in which no user code but a key's {@code equals} runs. A cell
 * that left the table is dead for ever; who finds it dead looks the key up again.
 *
 * <p>Readers take no lock. Here the value is all they read, one field, so whatever they see was the
 * value at some instant of their call.
 *
 * <p>Style: fields of a table's node, not private, because 40 bytes are the limit for it.
 */
class Cell<K, V> extends Evictable implements EntryView<V> {
  static final VarHandle VERSION;
  private static final VarHandle VALUE;

  /** In place of a version: the cell left the table. */
  static final long DEAD = -1;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      VERSION = lookup.findVarHandle(Cell.class, "version", long.class);
      VALUE = lookup.findVarHandle(Cell.class, "value", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final K key;

  /** The value, or {@code null} for none. Read by anybody, written under the monitor. */
  private volatile @Nullable V value;

  /** The number of the last write of the key, or {@link #DEAD}; see {@link TimedCell} for more. */
  long version;

  /** What is held on the key; guarded by the monitor, and looked at racily by the bound. */
  @Nullable HeldCell<K, V> held;

  Cell(K key, long version) {
    this.key = key;
    this.version = version;
  }

  @Override
  protected final int keyHash() {
    return key.hashCode();
  }

  /** The value if it can be told without a note, else {@code null}. */
  @Nullable V read(ExpiryRule expiry, TimeSource time) {
    V found = value;
    if (found != null) {
      markUsed();
    }
    return found;
  }

  /** The value if its version is known to be so old; the version is written before it. */
  @Nullable V readUpTo(long newest, TimeSource time) {
    V found = value;
    long atLeast = (long) VERSION.getAcquire(this);
    if (found == null || atLeast == DEAD || atLeast > newest) {
      return null;
    }
    markUsed();
    return found;
  }

  /** The entry if it can be told without a lock: not here, where no version vouches for a value. */
  @Nullable StoredEntry<V> readEntry(TimeSource time) {
    return null;
  }

  @Override
  public final V value() {
    V found = value;
    if (found == null) {
      throw new IllegalStateException("an entry was read from a cell that has none");
    }
    return found;
  }

  final @Nullable V valueOrNull() {
    return value;
  }

  @Override
  public final long version() {
    return version;
  }

  @Override
  public long endMillis() {
    return ExpiryRule.ETERNAL;
  }

  final boolean isDead() {
    return (long) VERSION.getAcquire(this) == DEAD;
  }

  final void die() {
    VERSION.setRelease(this, DEAD);
  }

  /** Stores a value, or with {@code null} takes it out. */
  void store(@Nullable V stored, long writtenVersion, long endMillis) {
    VERSION.setRelease(this, writtenVersion);
    setValue(stored);
  }

  final void setValue(@Nullable V stored) {
    VALUE.setVolatile(this, stored); // a later read of any key, by anybody, comes after it
  }

  /** Notes a write that left no other entry than before. */
  final void raiseVersion(long writtenVersion) {
    VERSION.setRelease(this, writtenVersion);
  }

  /** Moves the end; entries here have none. */
  void moveEnd(long endMillis) {
    if (endMillis != ExpiryRule.ETERNAL) {
      throw new IllegalStateException("a store opened for entries without end was given an end");
    }
  }
}
