// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.expiry.Ticket;
import dev.larder.engine.time.TimeSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A cell whose entry may end.
 *
 * <p>A reader needs value and end of the same write, without a lock. The version tells: a writer
 * sets it to {@link #BUSY}, then value and end, then the new version, which is never reused; a
 * reader takes version, value, end and the version again, and believes them only if both versions
 * are the same and not BUSY. Between them nothing was written, so the pair is one that was true at
 * the second look. (Any value or end of a later write is seen only after its BUSY: the fence after
 * it orders them, and acquiring reads keep a reader's looks in order.) A moved end belongs to the
 * same version and may be seen early or late; either was true during the call.
 */
class TimedCell<K, V> extends Cell<K, V> {

  /** In place of a version: a writer is at work. */
  private static final long BUSY = 0;

  private static final VarHandle END;

  static {
    try {
      END = MethodHandles.lookup().findVarHandle(TimedCell.class, "endMillis", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Written under the monitor, and by readers who move it later on. */
  @SuppressWarnings("UnusedVariable") // read through its handle
  private long endMillis = ExpiryRule.ETERNAL;

  /** The wake-up that is set for the end, or for an earlier instant; guarded by the monitor. */
  @Nullable Ticket<Cell<K, V>> ticket;

  TimedCell(K key, long version) {
    super(key, version);
  }

  @Override
  @Nullable V read(ExpiryRule expiry, TimeSource time) {
    long before = (long) VERSION.getAcquire(this);
    V found = valueOrNull();
    long end = (long) END.getAcquire(this);
    if (found == null || before == BUSY || before != (long) VERSION.getAcquire(this)) {
      return null;
    }
    if (end == ExpiryRule.ETERNAL && !expiry.movesOnAccess()) {
      markUsed();
      return found;
    }
    long now = time.millis();
    if (now >= end || (expiry.movesOnAccess() && !movedEnd(end, expiry.endAfterAccess(now, end)))) {
      return null;
    }
    markUsed();
    return found;
  }

  @Override
  @Nullable V readUpTo(long newest, TimeSource time) {
    StoredEntry<V> entry = readEntry(time);
    if (entry == null || entry.version() > newest) {
      return null;
    }
    markUsed();
    return entry.value();
  }

  @Override
  @Nullable StoredEntry<V> readEntry(TimeSource time) {
    long before = (long) VERSION.getAcquire(this);
    V found = valueOrNull();
    long end = (long) END.getAcquire(this);
    if (found == null || before == BUSY || before != (long) VERSION.getAcquire(this)) {
      return null;
    }
    return end == ExpiryRule.ETERNAL || time.millis() < end
        ? new StoredEntry<>(found, before, end)
        : null;
  }

  /** When the entry has to be swept. */
  long wakeMillis() {
    return valueOrNull() == null ? ExpiryRule.ETERNAL : endMillis();
  }

  /** Whether a read's new end is in force: a later one can be set here, a shorter one cannot. */
  private boolean movedEnd(long from, long to) {
    return to == from || (to > from && held == null && END.compareAndSet(this, from, to));
  }

  @Override
  public final long endMillis() {
    return (long) END.getAcquire(this);
  }

  @Override
  final void store(@Nullable V stored, long writtenVersion, long newEndMillis) {
    VERSION.setOpaque(this, BUSY);
    VarHandle.storeStoreFence();
    setValue(stored);
    END.setRelease(this, newEndMillis);
    VERSION.setRelease(this, writtenVersion);
  }

  @Override
  final void moveEnd(long newEndMillis) {
    END.setRelease(this, newEndMillis);
  }
}
