// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.races.Change;
import dev.larder.hibernate.acceptance.races.OpenChange;
import dev.larder.hibernate.acceptance.races.Shelf;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.jcache.spi.LarderCachingProvider;
import java.net.URI;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cache manager that the regions live in: whose it is, and what if it is closed. */
class ManagersTest {
  private static final String MANAGER = "hibernate.cache.larder.manager";
  private static final String URI_KEY = "hibernate.cache.larder.uri";
  private static final long ID = 1;

  private final CachingProvider provider =
      Caching.getCachingProvider(LarderCachingProvider.class.getName());
  private final URI uri = URI.create("larder:local/test-" + UUID.randomUUID());

  private CacheManager open() {
    return provider.getCacheManager(uri, ManagersTest.class.getClassLoader());
  }

  @Test
  void given_isUsedAndNeverClosed() {
    try (CacheManager manager = open()) {
      try (Stage stage = Stage.builder(AccessType.READ_WRITE).with(MANAGER, manager).open()) {
        store(stage);

        assertThat(stage.isCached(Book.class, ID)).isTrue();
      }

      assertThat(manager.isClosed()).isFalse();
      assertThat(manager.getCacheNames()).isEmpty();
    }
  }

  @Test
  void namedByUri_isUsedAndLeftOpen() {
    Stage stage = Stage.builder(AccessType.READ_WRITE).with(URI_KEY, uri.toString()).open();
    try (CacheManager manager = open()) {
      store(stage);
      assertThat(stage.isCached(Book.class, ID)).isTrue();

      stage.close();

      assertThat(manager.isClosed()).isFalse();
    }
  }

  @Test
  void given_toTwoFactoriesWithOnePrefix_isShared() {
    try (CacheManager manager = open();
        Stage first = onManager(manager);
        Stage second =
            Stage.builder(AccessType.READ_WRITE).on(first).with(MANAGER, manager).open()) {
      store(first);
      first.read(session -> session.find(Book.class, ID));

      assertThat(second.isCached(Book.class, ID)).isTrue();
    }
  }

  @Test
  void given_andOneOfItsOwn_areApart() {
    try (CacheManager manager = open();
        Stage first = onManager(manager);
        Stage second = Stage.builder(AccessType.READ_WRITE).on(first).open()) {
      store(first);
      first.read(session -> session.find(Book.class, ID));

      assertThat(second.isCached(Book.class, ID)).isFalse();
    }
  }

  @Test
  void given_closedAlready_isRefused() {
    CacheManager manager = open();
    manager.close();

    assertThatThrownBy(() -> onManager(manager))
        .hasMessageContaining(MANAGER)
        .hasMessageContaining("closed");
  }

  @Test
  void given_somethingElse_isRefused() {
    assertThatThrownBy(
            () -> Stage.builder(AccessType.READ_WRITE).with(MANAGER, "my manager").open())
        .hasMessageContaining(MANAGER)
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("javax.cache.CacheManager");
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void closedBehindTheFactory_noTransactionFailsAndNothingOldIsRead(Change change) {
    CacheManager manager = open();
    try (Stage stage = onManager(manager);
        Shelf shelf = new Shelf(stage)) {
      long id = change.makesTheBook() ? shelf.newId() : shelf.newCachedBook();

      manager.close();

      shelf.assertTruth(change, id);
      change.begin(stage.factory, id).commit();
      shelf.assertTruth(change, id);
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void closedWhileATransactionIsOpen_thatCommits(Change change) {
    CacheManager manager = open();
    try (Stage stage = onManager(manager);
        Shelf shelf = new Shelf(stage)) {
      long id = change.makesTheBook() ? shelf.newId() : shelf.newCachedBook();
      OpenChange open = change.begin(stage.factory, id);

      manager.close();
      open.commit();

      shelf.assertTruth(change, id);
    }
  }

  @Test
  void closedBehindTheFactory_evictAndStatisticsWork() {
    CacheManager manager = open();
    try (Stage stage = onManager(manager)) {
      store(stage);
      manager.close();

      stage.factory.getCache().evictAllRegions();
      stage.factory.getCache().evictEntityData(Book.class, ID);
      long count =
          stage
              .statistics()
              .getDomainDataRegionStatistics(Book.class.getName())
              .getElementCountInMemory();

      assertThat(stage.factory.getCache().containsEntity(Book.class, ID)).isFalse();
      assertThat(count).isZero();
    }
  }

  private static Stage onManager(CacheManager manager) {
    return Stage.builder(AccessType.READ_WRITE).with(MANAGER, manager).open();
  }

  private static void store(Stage stage) {
    stage.write(session -> session.persist(new Book(ID, "new")));
  }
}
