// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.hibernate.transaction.SessionContext;
import dev.larder.hibernate.transaction.Timestamps;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * When each table space changed last. A transaction that changes a space has an intent on it from
 * its first flush to its end; while one is open, and whenever the store cannot tell, the answer is
 * that the space is changing. Nothing here is ever lost: what is absent is stated anew as of now.
 */
final class SpacesRegion extends LarderRegion implements TimestampsRegion {
  private final LongSupplier stamps;

  /**
   * The stamp at which the region was opened by this factory: what it asked before is not known.
   */
  private final long openedAt;

  SpacesRegion(OpenRegion open, RegionFactory factory, LongSupplier stamps) {
    super(open, factory);
    this.stamps = stamps;
    this.openedAt = stamps.getAsLong();
  }

  @Override
  public Object getFromCache(Object space, SharedSessionContractImplementor session) {
    try {
      Object changed = link.read(space);
      return changed == null ? stated(space) : changed;
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
      return Timestamps.CHANGING;
    }
  }

  /** States that a space has not changed since the region was opened; or else as of now. */
  private long stated(Object space) {
    long unchanged = Timestamps.ofNoChangeSince(openedAt);
    Admission admission = state(space, openedAt, unchanged);
    if (admission == Admission.FILLED) {
      return unchanged;
    }
    if (admission == Admission.WRITTEN_SINCE) {
      long now = stamps.getAsLong();
      long changed = Timestamps.ofChange(now);
      return state(space, now, changed) == Admission.FILLED ? changed : Timestamps.CHANGING;
    }
    return Timestamps.CHANGING;
  }

  private Admission state(Object space, long stamp, long timestamp) {
    return link.ask(
            space,
            new HoldOperation.FillStamped<>(
                stamp, 0, new PlainOperation.StoreLoaded<>(timestamp, ExpiryRule.NEVER)))
        .orElse(Admission.HELD);
  }

  @Override
  public void putIntoCache(Object space, Object value, SharedSessionContractImplementor session) {
    try {
      if (Timestamps.isAnnounced((Long) value)) {
        announce(space, session);
      } else if (!SessionContext.of(session).state(link, space, SpacesRegion::changedNow)) {
        link.invalidate(space); // nobody announced it; whoever asks next states it anew
      }
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
      link.owe(space, List.of());
    }
  }

  private void announce(Object space, SharedSessionContractImplementor session) {
    SessionContext context = SessionContext.of(session);
    context.lock(link, space);
  }

  private static PlainOperation.StoreLoaded<Object> changedNow(long stamp) {
    return new PlainOperation.StoreLoaded<>(Timestamps.ofChange(stamp), ExpiryRule.NEVER);
  }

  /** For changes of which Hibernate tells nobody: those of stateless sessions. */
  void announceAndState(Collection<String> spaces, SharedSessionContractImplementor session) {
    for (String space : spaces) {
      announce(space, session);
      boolean unused = SessionContext.of(session).state(link, space, SpacesRegion::changedNow);
    }
  }
}
