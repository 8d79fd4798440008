// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.Cache;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Another program changes the database and has the cache evicted: a fill from before that must not
 * bring the old back.
 */
class EvictionRaceTest {
  private static final Shelves SHELVES = new Shelves();

  /** The ways the evict API drops all that is cached of a book. */
  enum Eviction {
    BY_KEY(
        (cache, id) -> {
          cache.evictEntityData(Book.class, id);
          cache.evictEntityData(Review.class, id * 10);
          Shelf.collectionRoles().forEach(role -> cache.evictCollectionData(role, id));
          cache.evictNaturalIdData(Book.class);
          cache.evictDefaultQueryRegion();
        }),
    BY_TYPE(
        (cache, id) -> {
          cache.evictEntityData(Book.class);
          cache.evictEntityData(Review.class);
          Shelf.collectionRoles().forEach(cache::evictCollectionData);
          cache.evictNaturalIdData(Book.class);
          cache.evictQueryRegions();
        }),
    BY_REGION(
        (cache, id) -> {
          cache.evictRegion(Book.class.getName());
          cache.evictRegion(Review.class.getName());
          Shelf.collectionRoles().forEach(cache::evictRegion);
          cache.evictRegion(Book.class.getName() + "##NaturalId");
          cache.evictRegion("default-query-results-region");
        }),
    OF_ALL_KINDS(
        (cache, id) -> {
          cache.evictEntityData();
          cache.evictCollectionData();
          cache.evictNaturalIdData();
          cache.evictQueryRegions();
        }),
    OF_ALL_REGIONS((cache, id) -> cache.evictAllRegions());

    private final BiConsumer<Cache, Long> how;

    Eviction(BiConsumer<Cache, Long> how) {
      this.how = how;
    }

    void of(Stage stage, long id) {
      how.accept(stage.factory.getCache(), id);
    }
  }

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource("cases")
  void evict_duringAFill_keepsTheOldOut(
      AccessType strategy, LateReader reader, Fill fill, Eviction eviction) {
    Shelf shelf = shelf(strategy, reader);
    long id = shelf.newCachedBook();
    shelf.evictAll();

    reader.read(
        shelf.stage(),
        fill,
        id,
        () -> {
          changeFromOutside(shelf.stage(), id);
          eviction.of(shelf.stage(), id);
        });

    shelf.assertTruthAndCached(List.of(strategy, reader, fill, eviction), id);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("changes")
  void evict_withAWriterOpen_neitherPublishesNorBlocks(Change change, Eviction eviction) {
    Shelf shelf = shelf(AccessType.READ_WRITE, LateReader.PAUSED_AT_ROW);
    long id = change.makesTheBook() ? shelf.newId() : shelf.newCachedBook();

    try (OpenChange open = change.begin(shelf.stage().factory, id)) {
      eviction.of(shelf.stage(), id);
      shelf.assertTruth("while open", id);
      open.commit();
    }

    shelf.assertTruthAndCached(List.of(change, eviction), id);
  }

  @ParameterizedTest
  @EnumSource
  void evict_afterAChangeFromOutside_showsIt(Eviction eviction) {
    Shelf shelf = shelf(AccessType.READ_WRITE, LateReader.PAUSED_AT_ROW);
    long id = shelf.newCachedBook();
    changeFromOutside(shelf.stage(), id);

    eviction.of(shelf.stage(), id);

    shelf.assertTruthAndCached(eviction, id);
  }

  private static Shelf shelf(AccessType strategy, LateReader reader) {
    return SHELVES.of(
        List.of(strategy, reader),
        () -> new Shelf(Stage.builder(strategy).urlSuffix(reader.urlSuffix()).open()));
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (AccessType strategy : List.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)) {
      for (LateReader reader : LateReader.values()) {
        Stream.of(Fill.values())
            .filter(reader::canRead)
            .forEach(
                fill -> {
                  for (Eviction eviction : Eviction.values()) {
                    cases.add(Arguments.of(strategy, reader, fill, eviction));
                  }
                });
      }
    }
    return cases.stream();
  }

  static Stream<Arguments> changes() {
    return Change.all().stream()
        .flatMap(
            change -> Stream.of(Eviction.values()).map(eviction -> Arguments.of(change, eviction)));
  }

  private static void changeFromOutside(Stage stage, long id) {
    stage.sql("update Book set title='outside', isbn='next-" + id + "' where id=" + id);
    stage.sql("insert into Book_tags (Book_id, tags) values (" + id + ", 'outside')");
    stage.sql("update Review set text='outside' where id=" + id * 10);
    stage.sql(
        "insert into Review (id, version, book_id, text) values ("
            + (id * 10 + 3)
            + (", 0, " + id + ", 'outside')"));
  }
}
