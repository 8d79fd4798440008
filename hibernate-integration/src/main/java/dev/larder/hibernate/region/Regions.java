// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.store.EntryStore;
import dev.larder.engine.store.StoreBound;
import dev.larder.engine.store.StoreSettings;
import dev.larder.hibernate.configuration.FactorySettings;
import dev.larder.hibernate.configuration.FactorySettings.MissingRegion;
import dev.larder.hibernate.configuration.Isolation;
import dev.larder.hibernate.configuration.RegionSettings;
import dev.larder.hibernate.link.LinkLimits;
import dev.larder.hibernate.link.StoreLink;
import dev.larder.hibernate.management.RegionBean;
import dev.larder.jcache.SharedStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.cache.CacheException;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** Opens the regions of one session factory. Used while it is being built, by one thread. */
public final class Regions implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Regions.class.getName());

  /** So many numbers of keys that left are kept for a region; 8 bytes each. */
  private static final int TOMBSTONES = 4_096;

  /** What a region holds: Hibernate may give regions of two kinds one name. */
  private enum Kind {
    DATA("data"),
    QUERIES("queries"),
    TIMESTAMPS("timestamps");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private final RegionFactory factory;
  private final FactorySettings settings;
  private final Surroundings surroundings;
  private final List<OpenRegion> opened = new ArrayList<>();
  private final List<DomainRegion> domains = new ArrayList<>();
  private @Nullable SpacesRegion spaces;

  /**
   * What a session factory's regions live in.
   *
   * @param member opens their stores
   * @param isolation what transactions may see
   * @param qualifier put before a region's name to name its store; tells applications apart
   * @param id tells this session factory's beans from those of others
   * @param entries how entries look here: session factories that share a region must agree
   */
  public record Surroundings(
      SharedStores.Member member,
      Isolation isolation,
      String qualifier,
      String id,
      String entries) {}

  /** None is open yet. */
  public Regions(RegionFactory factory, FactorySettings settings, Surroundings surroundings) {
    this.factory = factory;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /**
   * A region of entities, collections and natural ids.
   *
   * @throws CacheException if a strategy is asked for that there is not, or keys could not be told
   *     apart
   */
  public DomainDataRegion openDomainData(
      DomainDataRegionConfig configuration,
      SessionFactoryImplementor sessions,
      CacheKeysFactory keys) {
    String name = configuration.getRegionName();
    Mappings.check(configuration, keys);
    warnIfMissing(name);
    DomainRegion.FactoryView view =
        new DomainRegion.FactoryView(
            factory,
            sessions,
            surroundings.isolation(),
            () -> Optional.ofNullable(spaces),
            domains);
    RegionSettings ofRegion = settings.ofRegion(name, RegionSettings.OF_DATA);
    DomainRegion region =
        new DomainRegion(open(Kind.DATA, name, ofRegion), configuration, view, keys);
    domains.add(region);
    return region;
  }

  /** A region of query results. */
  public QueryResultsRegion openQueryResults(String name) {
    RegionSettings ofRegion = settings.ofRegion(name, RegionSettings.OF_QUERIES);
    return new QueryRegion(open(Kind.QUERIES, name, ofRegion), factory, surroundings.isolation());
  }

  /**
   * The region of update timestamps.
   *
   * @throws CacheException if a setting is made for it
   */
  public TimestampsRegion openTimestamps(String name) {
    settings.refuseSettingsOf(
        name, "no update timestamp may be lost, so the region has no bound and nothing expires");
    SpacesRegion opened =
        new SpacesRegion(
            open(Kind.TIMESTAMPS, name, RegionSettings.OF_TIMESTAMPS),
            factory,
            surroundings.member()::stamp);
    spaces = opened;
    return opened;
  }

  /** Closes what Hibernate has not: it forgets the region of update timestamps. */
  @Override
  public void close() {
    opened.forEach(OpenRegion::close);
  }

  private void warnIfMissing(String name) {
    MissingRegion missing = settings.missingRegion();
    if (missing == MissingRegion.CREATE || settings.mentions(name)) {
      return;
    }
    String line = FactorySettings.PREFIX + "regions." + name + ".maximum-size=10000";
    if (missing == MissingRegion.FAIL) {
      throw new CacheException(
          "region " + name + " has no settings, and missing-region is fail; add " + line);
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "region without settings: region={0} taken=defaults to-change={1}",
        name,
        line);
  }

  private OpenRegion open(Kind kind, String name, RegionSettings ofRegion) {
    SharedStores.Share<SharedRegion> share =
        surroundings
            .member()
            .open(
                storeSettings(kind, name, ofRegion),
                SharedRegion.class,
                store -> newRegion(name, ofRegion, store));
    try {
      SharedRegion shared = share.companion();
      shared.requireSame(name, surroundings.entries());
      shared.warnOfOther(name, ofRegion.bounds());
      RegionBean bean = new RegionBean(surroundings.id(), kind.word, name, shared.link());
      OpenRegion region = new OpenRegion(name, shared.link(), ruleOf(ofRegion), share, bean);
      opened.add(region);
      return region;
    } catch (RuntimeException e) {
      share.close();
      throw e;
    }
  }

  private SharedRegion newRegion(
      String name, RegionSettings ofRegion, EntryStore<Object, Object> store) {
    LinkLimits limits = new LinkLimits(settings.timeoutMillis(), settings.lockTimeoutMillis());
    return new SharedRegion(
        new StoreLink(name, store, limits), ofRegion.bounds(), surroundings.entries());
  }

  private static ExpiryRule ruleOf(RegionSettings ofRegion) {
    return ofRegion.expireAfterWrite().isZero()
        ? ExpiryRule.NEVER
        : ExpiryRule.fixed(ofRegion.expireAfterWrite().toMillis());
  }

  private StoreSettings<Object, Object> storeSettings(
      Kind kind, String name, RegionSettings ofRegion) {
    return new StoreSettings<>(
        surroundings.qualifier() + kind.word + ":" + name,
        StoreSettings.Endings.BY_SWEEP,
        boundOf(name, ofRegion),
        HoldLimits.DEFAULT.withShared(settings.intentMaxMillis()),
        key -> false,
        TOMBSTONES);
  }

  private static StoreBound<Object, Object> boundOf(String name, RegionSettings ofRegion) {
    if (ofRegion.maximumBytes().isPresent()) {
      return new StoreBound.Bytes<>(
          ofRegion.maximumBytes().getAsLong(), new EntrySize(name)::bytes);
    }
    return ofRegion.maximumSize().isPresent()
        ? new StoreBound.Entries<>(ofRegion.maximumSize().getAsLong())
        : new StoreBound.None<>();
  }
}
