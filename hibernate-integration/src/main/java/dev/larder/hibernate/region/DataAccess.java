// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.hibernate.configuration.Isolation;
import dev.larder.hibernate.link.StoreLink;
import dev.larder.hibernate.transaction.SessionContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.CacheMode;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the accesses to entities, collections and natural ids have in common. Nothing here throws
 * but what Hibernate expects of READ_ONLY: without the store there is simply nothing cached.
 *
 * <p>A session that changes a key has a shared intent on it from {@code lockItem} to the end of its
 * transaction; until then the key is absent and nothing fills it. Data that was read is offered
 * under the stamp of the session's transaction.
 */
abstract class DataAccess implements CachedDomainDataAccess {

  /** Given for a lock: which key it is for Hibernate tells again. */
  private enum Locked implements SoftLock {
    KEY
  }

  final DomainRegion region;
  final StoreLink link;
  final Strategy strategy;
  private final Isolation isolation;

  /** Locks of the region that no session has taken over yet. */
  private final Map<Thread, RegionLock> lockedBy = new ConcurrentHashMap<>();

  DataAccess(DomainRegion region, Strategy strategy) {
    this.region = region;
    this.link = region.link;
    this.strategy = strategy;
    this.isolation = region.isolation();
  }

  /** Whether data that was read is newer than what is cached; if not, that stays. */
  abstract boolean isNewer(@Nullable Object version, Object cached);

  /** The stores of what a statement may have changed that Hibernate says has changed all this. */
  abstract List<StoreLink> bulkReaches();

  /** Tells the spaces of what a stateless session changes, of which Hibernate tells nobody. */
  abstract void announceSpaces(SharedSessionContractImplementor session);

  @Override
  public final DomainDataRegion getRegion() {
    return region;
  }

  @Override
  public final AccessType getAccessType() {
    return strategy.type();
  }

  @Override
  public final @Nullable Object get(SharedSessionContractImplementor session, Object key) {
    try {
      SessionContext context = SessionContext.of(session);
      Object bare = bare(key);
      if (context.isHeld(link, bare) || region.isShownEveryTenant(session)) {
        return null; // what the store has is not the session's own
      }
      if (isolation != Isolation.SNAPSHOT) {
        return link.read(bare);
      }
      if (context.isOfUnknownAge()) {
        return null;
      }
      return strategy == Strategy.READ_WRITE
          ? link.readUpTo(bare, context.stamp())
          : link.read(bare);
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
      return null;
    }
  }

  /** What stands for a key that could not be made. */
  final Object noKey(Throwable cause) {
    link.failed(cause);
    return new UnknownKey();
  }

  /** The key as it is stored. */
  Object bare(Object key) {
    return key;
  }

  @Override
  public final boolean putFromLoad(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      @Nullable Object version) {
    return putFromLoad(session, key, value, version, false);
  }

  @Override
  public final boolean putFromLoad(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      @Nullable Object version,
      boolean minimalPutOverride) {
    try {
      Object bare = bare(key);
      SessionContext context = SessionContext.of(session);
      if (!mayFill(context, bare) || region.isShownEveryTenant(session)) {
        return false;
      }
      StoredEntry<Object> present = link.readEntry(bare);
      long over = 0;
      if (present != null) {
        boolean replaces =
            session.getCacheMode() == CacheMode.REFRESH
                || (!minimalPutOverride && isNewer(version, present.value()));
        if (!replaces) {
          return false;
        }
        over = present.version();
      }
      return link.fill(bare, region.open.offer(context.stamp(), over, value));
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
      return false;
    }
  }

  /** Whether what the session has read may be offered to others. */
  boolean mayFill(SessionContext context, Object key) {
    return isolation != Isolation.READ_UNCOMMITTED
        && !(key instanceof UnknownKey)
        && context.mayFill(link, key);
  }

  @Override
  public final @Nullable SoftLock lockItem(
      SharedSessionContractImplementor session, Object key, @Nullable Object version) {
    try {
      SessionContext context = SessionContext.of(session);
      Object bare = bare(key);
      if (isOfUnknownEntry(session, bare)) {
        context.holdRegion(link);
      } else {
        context.lock(link, bare);
      }
      if (!session.isEventSource()) {
        announceSpaces(session);
      }
      return Locked.KEY;
    } catch (RuntimeException | LinkageError e) {
      doubtKey(key, e);
      return null;
    }
  }

  /** Whether it cannot be told which entry is concerned by what a session does to a key. */
  private boolean isOfUnknownEntry(SharedSessionContractImplementor session, Object bare) {
    return bare instanceof UnknownKey || region.isShownEveryTenant(session);
  }

  /**
   * Something of ours went wrong while a key was being changed: it is dropped as soon as may be.
   */
  final void doubtKey(Object key, Throwable cause) {
    link.failed(cause);
    Object bare = bare(key);
    if (bare instanceof UnknownKey) {
      link.invalidateAll();
    } else {
      link.owe(bare, List.of());
    }
  }

  @Override
  public final void unlockItem(
      SharedSessionContractImplementor session, Object key, @Nullable SoftLock lock) {
    try {
      if (!SessionContext.of(session).unlock(link, bare(key))) {
        evictFor(session, key);
      }
    } catch (RuntimeException | LinkageError e) {
      doubtKey(key, e);
    }
  }

  @Override
  public final void remove(SharedSessionContractImplementor session, Object key) {
    try {
      SessionContext context = SessionContext.of(session);
      Object bare = bare(key);
      if (isOfUnknownEntry(session, bare)) {
        context.holdRegion(link);
      } else {
        context.drop(link, bare);
      }
    } catch (RuntimeException | LinkageError e) {
      doubtKey(key, e);
    }
  }

  /** The session inserts the key; nothing is cached before its commit. */
  final boolean inserting(SharedSessionContractImplementor session) {
    try {
      SessionContext.of(session).insert();
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
    }
    return false;
  }

  /** The session has inserted the key and committed. */
  final boolean inserted(SharedSessionContractImplementor session, Object key, Object value) {
    if (!strategy.publishesInserts()) {
      return false;
    }
    try {
      SessionContext context = SessionContext.of(session);
      if (isOfUnknownEntry(session, bare(key))) {
        return false;
      }
      context.offerAfterCommit(link, bare(key), region.open.offer(context.insertStamp(), 0, value));
      return true;
    } catch (RuntimeException | LinkageError e) {
      doubtKey(key, e);
      return false;
    }
  }

  /** The session has updated the key and committed. */
  final boolean updated(SharedSessionContractImplementor session, Object key, Object value) {
    try {
      SessionContext context = SessionContext.of(session);
      Object bare = bare(key);
      if (!context.isHeld(link, bare)) {
        evictFor(
            session,
            key); // its lock failed, or ended before its change: nobody may have what was then
        return false;
      }
      return strategy.publishes()
          && context.publish(link, bare, new PlainOperation.Put<>(value, region.open.rule()));
    } catch (RuntimeException | LinkageError e) {
      doubtKey(key, e);
      return false;
    }
  }

  static UnsupportedOperationException readOnly(DomainDataRegion region) {
    return new UnsupportedOperationException(
        "region "
            + region.getName()
            + ": what is cached READ_ONLY was updated; use READ_WRITE, or map it as immutable");
  }

  /**
   * {@inheritDoc} From here on the session holds the region. Hibernate has locked it a moment ago,
   * but without a session: that lock it would never end if the commit fails (6.6 and 7.1).
   */
  @Override
  public final void removeAll(SharedSessionContractImplementor session) {
    try {
      SessionContext context = SessionContext.of(session);
      bulkReaches().forEach(context::holdRegion);
      if (!session.isEventSource()) {
        announceSpaces(session);
      }
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
      bulkReaches().forEach(StoreLink::invalidateAll);
    } finally {
      RegionLock locked = lockedBy.remove(Thread.currentThread());
      if (locked != null) {
        locked.end();
      }
    }
  }

  @Override
  public final SoftLock lockRegion() {
    RegionLock lock = new RegionLock(bulkReaches());
    lockedBy.put(Thread.currentThread(), lock);
    return lock;
  }

  @Override
  public final void unlockRegion(@Nullable SoftLock lock) {
    if (lock instanceof RegionLock locked) {
      boolean unused = lockedBy.values().remove(locked); // another thread may end it
      locked.end();
    } else {
      bulkReaches().forEach(StoreLink::invalidateAll);
    }
  }

  @Override
  public final boolean contains(Object key) {
    try {
      return key instanceof EveryTenant tenantless
          ? region.holdsForAnyTenant(tenantless.key())
          : link.read(bare(key)) != null;
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
      return false;
    }
  }

  @Override
  public void evict(Object key) {
    Object bare = bare(key);
    if (bare instanceof EveryTenant || bare instanceof UnknownKey) {
      link.invalidateAll(); // whose entry it is nobody says
    } else {
      link.invalidate(bare);
    }
  }

  /** Evicts what a session means by a key. */
  final void evictFor(SharedSessionContractImplementor session, Object key) {
    if (region.isShownEveryTenant(session)) {
      evictAll();
    } else {
      evict(key);
    }
  }

  @Override
  public final void evictAll() {
    link.invalidateAll();
  }
}
