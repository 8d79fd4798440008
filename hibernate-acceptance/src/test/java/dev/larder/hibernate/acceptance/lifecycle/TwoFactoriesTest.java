// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.races.Change;
import dev.larder.hibernate.acceptance.races.Picture;
import dev.larder.hibernate.acceptance.races.Shelf;
import dev.larder.hibernate.acceptance.shop.Book;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.type.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two session factories share their regions, or know nothing of each other. */
class TwoFactoriesTest {
  private static final long ID = 1;

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource
  void change_throughOne_isSeenByTheOther(Pairing pairing, AccessType strategy, Change change) {
    try (Pairing.Pair pair = pairing.openBoth(strategy)) {
      Stage first = pair.first();
      Stage second = pair.second();
      Shelf shelf = new Shelf(first);
      long id = change.makesTheBook() ? shelf.newId() : shelf.newCachedBook();
      Picture.fresh(second, id);
      Picture.fresh(second, id);

      change.begin(first.factory, id).commit();

      Picture database = Picture.inDatabase(first, id);
      assertThat(Picture.fresh(second, id)).isEqualTo(database);
      assertThat(Picture.fresh(second, id)).isEqualTo(database);
      assertThat(Picture.fresh(first, id)).isEqualTo(database);
      if (database.isPresent()) {
        assertThat(Picture.statements(second, id)).isZero();
      }
    }
  }

  static Stream<Arguments> change_throughOne_isSeenByTheOther() {
    return Stream.of(Pairing.ONE_PREFIX, Pairing.NO_PREFIX_ONE_DATABASE)
        .flatMap(
            pairing ->
                Stream.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)
                    .flatMap(
                        strategy ->
                            Change.all().stream()
                                .map(change -> Arguments.of(pairing, strategy, change))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Pairing.class,
      names = {"ONE_PREFIX", "NO_PREFIX_ONE_DATABASE"})
  void load_throughOne_isCachedForTheOther(Pairing pairing) {
    try (Pairing.Pair pair = pairing.openBoth(AccessType.READ_WRITE)) {
      store(pair.first(), "new");
      pair.first().factory.getCache().evictAllRegions();
      title(pair.first());

      assertThat(pair.second().isCached(Book.class, ID)).isTrue();
      assertThat(pair.first().factory.getCache().containsEntity(Book.class, ID)).isTrue();
      assertThat(pair.second().factory.getCache().containsEntity(Book.class, ID)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Pairing.class,
      names = {"ONE_PREFIX", "NO_PREFIX_ONE_DATABASE"})
  void fill_throughOneOverlappingAChangeThroughTheOther_leavesNothingOld(Pairing pairing) {
    try (Pairing.Pair pair = pairing.openBoth(AccessType.READ_WRITE)) {
      store(pair.first(), "old");
      pair.first().factory.getCache().evictAllRegions();

      String read = titleWhile(pair.first(), () -> rename(pair.second(), "new"));

      assertThat(read).isEqualTo("old");
      assertThat(title(pair.first())).isEqualTo("new");
      assertThat(title(pair.second())).isEqualTo("new");
    }
  }

  /** Reads a title; something else happens when the row has left the database. */
  private static String titleWhile(Stage stage, Runnable meanwhile) {
    Interceptor pause =
        new Interceptor() {
          @Override
          public boolean onLoad(
              Object entity, Object id, Object[] state, String[] names, Type[] types) {
            meanwhile.run();
            return false;
          }
        };
    try (Session session = stage.factory.withOptions().interceptor(pause).openSession()) {
      session.beginTransaction();
      String title = session.find(Book.class, ID).title;
      session.getTransaction().commit();
      return title;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Pairing.class,
      names = {"TWO_PREFIXES", "ONE_WITHOUT_PREFIX"})
  void change_throughAFactoryApart_isNotSeen(Pairing pairing) {
    try (Pairing.Pair pair = pairing.openBoth(AccessType.READ_WRITE)) {
      store(pair.first(), "old");
      title(pair.first());

      rename(pair.second(), "new");

      assertThat(title(pair.first())).as("of its own cache").isEqualTo("old");
      assertThat(title(pair.second())).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Pairing.class,
      names = {"TWO_PREFIXES", "ONE_WITHOUT_PREFIX"})
  void evict_throughAFactoryApart_leavesTheCache(Pairing pairing) {
    try (Pairing.Pair pair = pairing.openBoth(AccessType.READ_WRITE)) {
      store(pair.first(), "old");
      title(pair.first());

      pair.second().factory.getCache().evictAllRegions();

      assertThat(pair.first().isCached(Book.class, ID)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Pairing.class,
      names = {"NO_PREFIX_TWO_DATABASES"})
  void sameId_onAnotherDatabase_isAnotherBook(Pairing pairing) {
    try (Pairing.Pair pair = pairing.openBoth(AccessType.READ_WRITE)) {
      store(pair.first(), "here");
      store(pair.second(), "there");

      assertThat(List.of(title(pair.first()), title(pair.second())))
          .containsExactly("here", "there");
      assertThat(pair.first().isCached(Book.class, ID)).isTrue();
      assertThat(pair.second().isCached(Book.class, ID)).isTrue();
    }
  }

  private static void store(Stage stage, String title) {
    stage.write(session -> session.persist(new Book(ID, title)));
  }

  private static void rename(Stage stage, String title) {
    stage.write(session -> session.find(Book.class, ID).title = title);
  }

  private static String title(Stage stage) {
    return stage.read(session -> session.find(Book.class, ID).title);
  }
}
