// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.hibernate.Broken;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.cache.cfg.spi.CollectionDataCachingConfig;
import org.hibernate.cache.cfg.spi.DomainDataCachingConfig;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.cfg.spi.EntityDataCachingConfig;
import org.hibernate.cache.cfg.spi.NaturalIdDataCachingConfig;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.model.domain.NavigableRole;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A session and a session factory that fail whatever they are asked. */
class BrokenSessionTest {
  private static final NavigableRole BOOK = new NavigableRole("shop.Book");
  private static final NavigableRole TAGS = new NavigableRole("shop.Book.tags");
  private static final String KEY = "a key";
  private static final SharedSessionContractImplementor SESSION =
      Broken.all(SharedSessionContractImplementor.class);

  /** What Hibernate asks for itself, rather than on behalf of a session. */
  private static final Set<String> NOT_OF_A_SESSION =
      Set.of(
          "generateCacheKey", "getAccessType", "getCacheKeyId", "getNaturalIdValues", "getRegion");

  private final OpenedRegions opened = new OpenedRegions();
  private final DomainRegion region = opened.domain(bookAndTags(), keys());

  @AfterEach
  void closeRegions() {
    opened.close();
  }

  /** The accesses, and what Hibernate knows of each. */
  enum Access {
    ENTITY(EntityDataAccess.class, region -> region.getEntityDataAccess(BOOK)) {
      @Override
      Object key(CachedDomainDataAccess access) {
        return ((EntityDataAccess) access)
            .generateCacheKey(
                1,
                Broken.all(EntityPersister.class),
                Broken.all(SessionFactoryImplementor.class),
                "tenant");
      }
    },
    COLLECTION(CollectionDataAccess.class, region -> region.getCollectionDataAccess(TAGS)) {
      @Override
      Object key(CachedDomainDataAccess access) {
        return ((CollectionDataAccess) access)
            .generateCacheKey(
                1,
                Broken.all(CollectionPersister.class),
                Broken.all(SessionFactoryImplementor.class),
                "tenant");
      }
    },
    NATURAL_ID(NaturalIdDataAccess.class, region -> region.getNaturalIdDataAccess(BOOK)) {
      @Override
      Object key(CachedDomainDataAccess access) {
        return ((NaturalIdDataAccess) access)
            .generateCacheKey("isbn", Broken.all(EntityPersister.class), SESSION);
      }
    };

    private final Class<? extends CachedDomainDataAccess> type;
    private final Function<DomainRegion, CachedDomainDataAccess> of;

    Access(
        Class<? extends CachedDomainDataAccess> type,
        Function<DomainRegion, CachedDomainDataAccess> of) {
      this.type = type;
      this.of = of;
    }

    abstract Object key(CachedDomainDataAccess access);

    private Stream<Method> calls() {
      return Stream.of(type.getMethods())
          .filter(method -> !NOT_OF_A_SESSION.contains(method.getName()));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("calls")
  void call_whateverFails_throwsNothing(Access kind, Method call) {
    CachedDomainDataAccess access = kind.of.apply(region);
    Object key = kind.key(access);
    Object[] arguments =
        Stream.of(call.getParameterTypes()).map(type -> argument(type, key)).toArray();

    assertThatCode(() -> call.invoke(access, arguments)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void evict_whateverFails_drops(Access kind) {
    CachedDomainDataAccess access = kind.of.apply(region);
    assertThat(region.link.ask(KEY, new PlainOperation.Put<>("old", ExpiryRule.NEVER))).isPresent();

    access.evict(kind.key(access));

    assertThat(region.link.read(KEY)).isNull();
  }

  static Stream<Arguments> calls() {
    return Stream.of(Access.values())
        .flatMap(
            kind -> kind.calls().map(call -> Arguments.of(kind, Named.of(call.getName(), call))));
  }

  private static Object argument(Class<?> type, Object key) {
    if (type == SharedSessionContractImplementor.class) {
      return SESSION;
    }
    if (type == SoftLock.class) {
      return new SoftLock() {};
    }
    return type == boolean.class ? false : key;
  }

  private static DomainDataRegionConfig bookAndTags() {
    return Broken.except(
        DomainDataRegionConfig.class,
        Map.of(
            "getRegionName", "shop",
            "getEntityCaching", List.of(cached(EntityDataCachingConfig.class, BOOK)),
            "getNaturalIdCaching", List.of(cached(NaturalIdDataCachingConfig.class, BOOK)),
            "getCollectionCaching", List.of(cached(CollectionDataCachingConfig.class, TAGS))));
  }

  private static <C extends DomainDataCachingConfig> C cached(Class<C> type, NavigableRole role) {
    return Broken.except(
        type,
        Map.of(
            "getAccessType",
            AccessType.READ_WRITE,
            "getNavigableRole",
            role,
            "isMutable",
            true,
            "isVersioned",
            false));
  }

  private static CacheKeysFactory keys() {
    return Broken.except(
        CacheKeysFactory.class,
        Map.of("createEntityKey", KEY, "createCollectionKey", KEY, "createNaturalIdKey", KEY));
  }
}
