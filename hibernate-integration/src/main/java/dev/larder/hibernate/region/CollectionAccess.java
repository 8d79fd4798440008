// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** The collections of one role. A change leaves them absent: Hibernate gives no new content. */
final class CollectionAccess extends UnversionedAccess implements CollectionDataAccess {

  private final String role;

  CollectionAccess(DomainRegion region, Strategy strategy, String role) {
    super(region, strategy);
    this.role = role;
  }

  @Override
  void announceSpaces(SharedSessionContractImplementor session) {
    region.announceSpacesOfRole(role, session);
  }

  @Override
  public Object generateCacheKey(
      Object id,
      CollectionPersister collectionDescriptor,
      SessionFactoryImplementor factory,
      @Nullable String tenantIdentifier) {
    try {
      Object key =
          region.keys().createCollectionKey(id, collectionDescriptor, factory, tenantIdentifier);
      return tenantIdentifier == null ? region.tenantless(key) : key;
    } catch (RuntimeException | LinkageError e) {
      return noKey(e);
    }
  }

  @Override
  public Object getCacheKeyId(Object cacheKey) {
    return region.keys().getCollectionId(cacheKey);
  }
}
