// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.hibernate.link.StoreLink;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.entry.CacheEntry;
import org.hibernate.cache.spi.entry.StructuredCacheEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The entities of one hierarchy. */
final class EntityAccess extends DataAccess implements EntityDataAccess {
  private final String rootEntity;

  /** Known to Hibernate only once it has built its types; without one there is no version. */
  private final @Nullable Supplier<Comparator<Object>> versions;

  /** Asked for at the first bulk statement: the session factory is still being built before. */
  private volatile @Nullable List<StoreLink> reached;

  EntityAccess(
      DomainRegion region,
      Strategy strategy,
      String rootEntity,
      @Nullable Supplier<Comparator<Object>> versions) {
    super(region, strategy);
    this.rootEntity = rootEntity;
    this.versions = versions;
  }

  @Override
  boolean isNewer(@Nullable Object version, Object cached) {
    if (version == null || versions == null) {
      return false;
    }
    Object present = versionOf(cached);
    return present == null || versions.get().compare(present, version) < 0;
  }

  private static @Nullable Object versionOf(Object cached) {
    if (cached instanceof CacheEntry entry) {
      return entry.getVersion();
    }
    return cached instanceof Map<?, ?> structured
        ? structured.get(StructuredCacheEntry.VERSION_KEY)
        : null;
  }

  /**
   * {@inheritDoc} The collections too: of those that hold values Hibernate says nothing, though a
   * native statement that names no table may have changed theirs. If it cannot be told which these
   * are, all stores.
   */
  @Override
  List<StoreLink> bulkReaches() {
    List<StoreLink> known = reached;
    if (known != null) {
      return known;
    }
    try {
      known = region.withCollectionsOf(rootEntity);
      reached = known;
      return known;
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
      return region.withAllOthers();
    }
  }

  @Override
  void announceSpaces(SharedSessionContractImplementor session) {
    region.announceSpacesOf(rootEntity, session);
  }

  @Override
  public Object generateCacheKey(
      Object id,
      EntityPersister rootEntityDescriptor,
      SessionFactoryImplementor factory,
      @Nullable String tenantIdentifier) {
    try {
      Object key =
          region.keys().createEntityKey(id, rootEntityDescriptor, factory, tenantIdentifier);
      return tenantIdentifier == null ? region.tenantless(key) : key;
    } catch (RuntimeException | LinkageError e) {
      return noKey(e);
    }
  }

  @Override
  public Object getCacheKeyId(Object cacheKey) {
    return region.keys().getEntityId(cacheKey);
  }

  @Override
  public boolean insert(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      @Nullable Object version) {
    return inserting(session);
  }

  @Override
  public boolean afterInsert(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      @Nullable Object version) {
    return inserted(session, key, value);
  }

  @Override
  public boolean update(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      @Nullable Object currentVersion,
      @Nullable Object previousVersion) {
    if (strategy == Strategy.READ_ONLY) {
      throw readOnly(region);
    }
    return false;
  }

  @Override
  public boolean afterUpdate(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      @Nullable Object currentVersion,
      @Nullable Object previousVersion,
      @Nullable SoftLock lock) {
    if (strategy == Strategy.READ_ONLY) {
      throw readOnly(region);
    }
    return updated(session, key, value);
  }
}
