// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** From natural ids to ids. */
final class NaturalIdAccess extends UnversionedAccess implements NaturalIdDataAccess {
  private final String rootEntity;

  NaturalIdAccess(DomainRegion region, Strategy strategy, String rootEntity) {
    super(region, strategy);
    this.rootEntity = rootEntity;
  }

  @Override
  void announceSpaces(SharedSessionContractImplementor session) {
    region.announceSpacesOf(rootEntity, session);
  }

  @Override
  public Object generateCacheKey(
      Object naturalIdValues,
      EntityPersister rootEntityDescriptor,
      SharedSessionContractImplementor session) {
    try {
      Object bare =
          region.keys().createNaturalIdKey(naturalIdValues, rootEntityDescriptor, session);
      return new BoundKey(bare, session);
    } catch (RuntimeException | LinkageError e) {
      return new BoundKey(noKey(e), session);
    }
  }

  @Override
  Object bare(Object key) {
    return ((BoundKey) key).bare;
  }

  @Override
  public Object getNaturalIdValues(Object cacheKey) {
    return region.keys().getNaturalIdValues(bare(cacheKey));
  }

  @Override
  public boolean insert(SharedSessionContractImplementor session, Object key, Object value) {
    return inserting(session);
  }

  @Override
  public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
    return inserted(session, key, value);
  }

  @Override
  public boolean update(SharedSessionContractImplementor session, Object key, Object value) {
    if (strategy == Strategy.READ_ONLY) {
      throw readOnly(region);
    }
    return false;
  }

  @Override
  public boolean afterUpdate(
      SharedSessionContractImplementor session, Object key, Object value, @Nullable SoftLock lock) {
    if (strategy == Strategy.READ_ONLY) {
      throw readOnly(region);
    }
    return updated(session, key, value);
  }

  /**
   * {@inheritDoc} Hibernate evicts what a transaction deletes before it has committed: until it
   * has, others still read the row, so the key is held like one that is locked.
   */
  @Override
  public void evict(Object key) {
    try {
      SharedSessionContractImplementor session = ((BoundKey) key).session;
      if (session.isTransactionInProgress()) {
        remove(session, key);
      } else if (region.isShownEveryTenant(session)) {
        evictAll();
      } else {
        super.evict(key);
      }
    } catch (RuntimeException | LinkageError e) {
      doubtKey(key, e);
    }
  }
}
