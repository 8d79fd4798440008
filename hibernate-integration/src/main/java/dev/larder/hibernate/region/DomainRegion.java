// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.engine.store.EntryCursor;
import dev.larder.hibernate.configuration.Isolation;
import dev.larder.hibernate.link.StoreLink;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.cache.CacheException;
import org.hibernate.cache.cfg.spi.CollectionDataCachingConfig;
import org.hibernate.cache.cfg.spi.DomainDataCachingConfig;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.cfg.spi.EntityDataCachingConfig;
import org.hibernate.cache.cfg.spi.NaturalIdDataCachingConfig;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.model.domain.NavigableRole;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Entities, collections and natural ids, of one hierarchy or of several that share the region. */
final class DomainRegion extends LarderRegion implements DomainDataRegion {
  /** What Hibernate calls the filter of entities with a {@code @TenantId}. */
  private static final String TENANT_FILTER = "_tenantId";

  /** So many entries are met at a time by a walk. */
  private static final int CHUNK = 64;

  private final FactoryView factory;
  private final CacheKeysFactory keys;

  /** Asked when the first key is made: the session factory is still being built before. */
  private volatile @Nullable Boolean tenants;

  /** Asked by the first session, for the same reason. */
  private volatile @Nullable Boolean tenantColumns;

  private final Map<NavigableRole, EntityDataAccess> entities = new HashMap<>();
  private final Map<NavigableRole, NaturalIdDataAccess> naturalIds = new HashMap<>();
  private final Map<NavigableRole, CollectionDataAccess> collections = new HashMap<>();

  /**
   * What a region has to know of its session factory.
   *
   * @param regions the region factory
   * @param sessions the session factory, which is still being built
   * @param isolation what transactions may see
   * @param spaces when table spaces changed; empty if query results are not cached
   * @param domains all its regions like this one, in the end
   */
  record FactoryView(
      RegionFactory regions,
      SessionFactoryImplementor sessions,
      Isolation isolation,
      Supplier<Optional<SpacesRegion>> spaces,
      List<DomainRegion> domains) {

    EntityPersister entity(String name) {
      return sessions.getMappingMetamodel().getEntityDescriptor(name);
    }

    CollectionPersister collection(String role) {
      return sessions.getMappingMetamodel().getCollectionDescriptor(role);
    }

    boolean hasTenants() {
      return sessions.getSessionFactoryOptions().isMultiTenancyEnabled() || hasTenantColumns();
    }

    boolean hasTenantColumns() {
      return sessions.getDefinedFilterNames().contains(TENANT_FILTER);
    }

    boolean isOfRoot(SharedSessionContractImplementor session) {
      CurrentTenantIdentifierResolver<Object> resolver =
          sessions.getCurrentTenantIdentifierResolver();
      Object tenant = session.getTenantIdentifierValue();
      return resolver != null && tenant != null && resolver.isRoot(tenant);
    }
  }

  /** With an access for each that the configuration names. */
  DomainRegion(
      OpenRegion open,
      DomainDataRegionConfig configuration,
      FactoryView factory,
      CacheKeysFactory keys) {
    super(open, factory.regions());
    this.factory = factory;
    this.keys = keys;
    for (EntityDataCachingConfig entity : configuration.getEntityCaching()) {
      NavigableRole role = entity.getNavigableRole();
      entities.put(
          role, new EntityAccess(this, strategyOf(entity), role.getFullPath(), versionsOf(entity)));
    }
    for (NaturalIdDataCachingConfig naturalId : configuration.getNaturalIdCaching()) {
      NavigableRole role = naturalId.getNavigableRole();
      naturalIds.put(role, new NaturalIdAccess(this, strategyOf(naturalId), role.getFullPath()));
    }
    for (CollectionDataCachingConfig collection : configuration.getCollectionCaching()) {
      NavigableRole role = collection.getNavigableRole();
      collections.put(role, new CollectionAccess(this, strategyOf(collection), role.getFullPath()));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // as 6.6 declares it; 7 says Comparator<Object>
  private static @Nullable Supplier<Comparator<Object>> versionsOf(EntityDataCachingConfig entity) {
    return entity.isVersioned() ? (Supplier) entity.getVersionComparatorAccess() : null;
  }

  private Strategy strategyOf(DomainDataCachingConfig cached) {
    return Strategy.of(cached.getAccessType(), cached.getNavigableRole().getFullPath(), getName());
  }

  Isolation isolation() {
    return factory.isolation();
  }

  CacheKeysFactory keys() {
    return keys;
  }

  /** A key without a tenant, which stands for all of them where there are any. */
  Object tenantless(Object key) {
    Boolean known = tenants;
    if (known == null) {
      known = factory.hasTenants();
      tenants = known;
    }
    return known ? new EveryTenant(key) : key;
  }

  /**
   * Whether a session sees the rows of every tenant. It does so under keys of its own: what it
   * changes is cached under others. Hibernate 7.4 keeps it away from the cache, 6.6 and 7.1 do not.
   */
  boolean isShownEveryTenant(SharedSessionContractImplementor session) {
    Boolean known = tenantColumns;
    if (known == null) {
      known = factory.hasTenantColumns();
      tenantColumns = known;
    }
    return known && factory.isOfRoot(session);
  }

  /** Looks at every entry: Hibernate's keys say role and id in their text, but not the tenant. */
  boolean holdsForAnyTenant(Object tenantless) {
    String wanted = tenantless.toString();
    EntryCursor<Object, Object> cursor = open.share().store().cursor();
    List<EntryCursor.Met<Object, Object>> met = link.next(cursor, CHUNK);
    while (!met.isEmpty()) {
      if (met.stream().anyMatch(entry -> wanted.equals(entry.key().toString()))) {
        return true;
      }
      met = link.next(cursor, CHUNK);
    }
    return false;
  }

  /** The stores of the collections of a hierarchy, after the store of this region. */
  List<StoreLink> withCollectionsOf(String rootEntity) {
    return with(factory.domains().stream().filter(domain -> domain.hasCollectionOf(rootEntity)));
  }

  /** The stores of all domain regions of the session factory, after the store of this one. */
  List<StoreLink> withAllOthers() {
    return with(factory.domains().stream());
  }

  private List<StoreLink> with(Stream<DomainRegion> others) {
    return Stream.concat(Stream.of(link), others.map(other -> other.link)).distinct().toList();
  }

  private boolean hasCollectionOf(String rootEntity) {
    return collections.keySet().stream()
        .map(role -> factory.collection(role.getFullPath()).getOwnerEntityPersister())
        .anyMatch(owner -> owner.getRootEntityName().equals(rootEntity));
  }

  void announceSpacesOf(String entity, SharedSessionContractImplementor session) {
    announce(factory.entity(entity).getQuerySpaces(), session);
  }

  void announceSpacesOfRole(String role, SharedSessionContractImplementor session) {
    announce(factory.collection(role).getCollectionSpaces(), session);
  }

  private void announce(Object[] spaces, SharedSessionContractImplementor session) {
    List<String> names = Arrays.stream(spaces).map(Object::toString).toList();
    factory.spaces().get().ifPresent(region -> region.announceAndState(names, session));
  }

  @Override
  public EntityDataAccess getEntityDataAccess(NavigableRole rootEntityRole) {
    return required(entities, rootEntityRole);
  }

  @Override
  public NaturalIdDataAccess getNaturalIdDataAccess(NavigableRole rootEntityRole) {
    return required(naturalIds, rootEntityRole);
  }

  @Override
  public CollectionDataAccess getCollectionDataAccess(NavigableRole collectionRole) {
    return required(collections, collectionRole);
  }

  private <A> A required(Map<NavigableRole, A> accesses, NavigableRole role) {
    A access = accesses.get(role);
    if (access == null) {
      throw new CacheException(
          "region " + getName() + ": " + role.getFullPath() + " was not named when it was built");
    }
    return Objects.requireNonNull(access);
  }
}
