// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate;

import dev.larder.hibernate.configuration.Database;
import dev.larder.hibernate.configuration.FactorySettings;
import dev.larder.hibernate.configuration.Isolation;
import dev.larder.hibernate.configuration.Snapshots;
import dev.larder.hibernate.region.Regions;
import dev.larder.hibernate.transaction.JtaTransactions;
import dev.larder.hibernate.transaction.SessionContext;
import dev.larder.hibernate.transaction.Timestamps;
import dev.larder.jcache.SharedStores;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.CacheException;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.internal.DefaultCacheKeysFactory;
import org.hibernate.cache.spi.AbstractRegionFactory;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Larder as Hibernate's second-level cache: {@code hibernate.cache.region.factory_class=larder}.
 * Its settings begin with {@code hibernate.cache.larder.}; see docs/hibernate.md.
 *
 * <p>One per session factory. Made by Hibernate and used by it alone; {@code start}, the building
 * of regions and {@code stop} by one thread, all else by any.
 */
public final class LarderRegionFactory extends AbstractRegionFactory {
  private static final long serialVersionUID = 1;
  private static final String KEYS_FACTORY = "hibernate.cache.keys_factory";

  /** What is there between start and stop. */
  private record Started(
      SharedStores.Member member,
      Regions regions,
      CacheKeysFactory keys,
      Snapshots snapshots,
      JtaTransactions transactions) {}

  private transient volatile @Nullable Started started;

  /** Why the start failed: Hibernate does not tell, so the first region to be built does. */
  private transient @Nullable RuntimeException problem;

  /** Made by Hibernate, from its setting. */
  public LarderRegionFactory() {}

  @Override
  protected void prepareForUse(SessionFactoryOptions options, Map<String, Object> configValues) {
    try {
      started = opened(options, configValues);
    } catch (RuntimeException e) {
      problem = e;
    }
  }

  private Started opened(SessionFactoryOptions options, Map<String, Object> configValues) {
    FactorySettings settings = new FactorySettings(configValues);
    CacheKeysFactory keys =
        options
            .getServiceRegistry()
            .requireService(StrategySelector.class)
            .resolveDefaultableStrategy(
                CacheKeysFactory.class,
                configValues.get(KEYS_FACTORY),
                DefaultCacheKeysFactory.INSTANCE);
    Database database = Database.of(options, configValues);
    Isolation isolation = settings.isolation().or(database::isolation).orElse(Isolation.SNAPSHOT);
    String prefix = options.getCacheRegionPrefix();
    String qualifier =
        prefix == null || prefix.isEmpty() ? "@" + database.name() + "/" : prefix + ".";
    boolean silent = isolation == Isolation.SNAPSHOT && !database.autoCommit();
    String entries =
        "structured_entries="
            + options.isStructuredCacheEntriesEnabled()
            + " keys_factory="
            + keys.getClass().getName();
    SharedStores.Member member = Membership.join(settings);
    Regions regions =
        new Regions(
            this,
            settings,
            new Regions.Surroundings(
                member, isolation, qualifier, UUID.randomUUID().toString(), entries));
    return new Started(
        member,
        regions,
        keys,
        silent ? Snapshots.FROM_LAST_END : Snapshots.FROM_BEGIN,
        new JtaTransactions());
  }

  @Override
  protected void releaseFromUse() {
    Started ending = started;
    started = null;
    if (ending != null) {
      try {
        ending.regions().close();
      } finally {
        ending.member().close();
      }
    }
  }

  private Started started() {
    RuntimeException cause = problem;
    if (cause != null) {
      throw cause;
    }
    verifyStarted();
    return Objects.requireNonNull(started);
  }

  @Override
  public DomainDataRegion buildDomainDataRegion(
      DomainDataRegionConfig regionConfig, DomainDataRegionBuildingContext buildingContext) {
    Started open = started();
    CacheKeysFactory enforced = buildingContext.getEnforcedCacheKeysFactory();
    return open.regions()
        .openDomainData(
            regionConfig,
            buildingContext.getSessionFactory(),
            enforced == null ? open.keys() : enforced);
  }

  @Override
  public QueryResultsRegion buildQueryResultsRegion(
      String regionName, SessionFactoryImplementor sessionFactory) {
    return started().regions().openQueryResults(regionName);
  }

  @Override
  public TimestampsRegion buildTimestampsRegion(
      String regionName, SessionFactoryImplementor sessionFactory) {
    return started().regions().openTimestamps(regionName);
  }

  /**
   * {@inheritDoc}
   *
   * @throws CacheException if the start failed, and no region was built that could have told
   */
  @Override
  public CacheTransactionSynchronization createTransactionContext(
      SharedSessionContractImplementor session) {
    Started open = started;
    if (open == null) {
      throw new CacheException("the second-level cache is not started", problem);
    }
    return new SessionContext(
        open.member().group(), open.snapshots(), open.transactions(), session);
  }

  /** {@inheritDoc} Made of the stores' sequence; it does not fail, and asks nobody. */
  @Override
  public long nextTimestamp() {
    Started open = started;
    return open == null ? 0 : Timestamps.ofSession(open.member().stamp());
  }

  /** {@inheritDoc} So long that an announced change is told from one that has ended. */
  @Override
  public long getTimeout() {
    return Timestamps.ANNOUNCED;
  }
}
