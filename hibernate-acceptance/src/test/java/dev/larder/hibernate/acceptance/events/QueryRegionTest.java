// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import dev.larder.hibernate.acceptance.shop.Review;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Cache;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Query results in regions of their own, over several tables, by parameter, page and mode. */
class QueryRegionTest {
  private static final String OWN_REGION = "own-queries";

  @Test
  void evictQueryRegion_ofAnother_leavesTheResults() {
    try (Stage stage = warm()) {
      stage.factory.getCache().evictQueryRegion(OWN_REGION);

      assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion))
          .isEqualTo(Reading.cached(List.of("old")));
      assertThat(Reading.of(stage, QueryRegionTest::inOwnRegion))
          .isEqualTo(Reading.loaded(List.of("old")));
    }
  }

  @Test
  void evictDefaultQueryRegion_leavesTheOthers() {
    try (Stage stage = warm()) {
      stage.factory.getCache().evictDefaultQueryRegion();

      assertThat(Reading.of(stage, QueryRegionTest::inOwnRegion))
          .isEqualTo(Reading.cached(List.of("old")));
      assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion))
          .isEqualTo(Reading.loaded(List.of("old")));
    }
  }

  static Stream<Consumer<Cache>> evictionsOfAll() {
    return Stream.of(Cache::evictQueryRegions, Cache::evictAllRegions);
  }

  @ParameterizedTest
  @MethodSource("evictionsOfAll")
  void evictQueryRegions_leavesNone(Consumer<Cache> eviction) {
    try (Stage stage = warm()) {
      eviction.accept(stage.factory.getCache());

      assertThat(Reading.of(stage, QueryRegionTest::inOwnRegion))
          .isEqualTo(Reading.loaded(List.of("old")));
      assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion))
          .isEqualTo(Reading.loaded(List.of("old")));
      assertThat(Reading.of(stage, QueryRegionTest::inOwnRegion))
          .isEqualTo(Reading.cached(List.of("old")));
    }
  }

  @Test
  void containsQuery_isTrueForARegionInUse() {
    try (Stage stage = warm()) {
      Cache cache = stage.factory.getCache();

      assertThat(cache.containsQuery(OWN_REGION)).isTrue();
      assertThat(cache.containsQuery("never used")).isFalse();
    }
  }

  @Test
  void clear_ofTimestamps_makesNoOldResultFresh() {
    try (Stage stage = warm()) {
      stage.write(session -> session.find(Note.class, 1L).text = "new");

      clearTimestamps(stage);

      assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion).value())
          .containsExactly("new");
      assertThat(Reading.of(stage, QueryRegionTest::inOwnRegion).value()).containsExactly("new");
    }
  }

  @Test
  void clear_ofTimestampsInsideAChange_makesNoOldResultFresh() {
    try (Stage stage = warm()) {
      stage.write(
          session -> {
            session.find(Note.class, 1L).text = "new";
            session.flush();
            clearTimestamps(stage);
          });

      assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion).value())
          .containsExactly("new");
      assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion))
          .isEqualTo(Reading.cached(List.of("new")));
    }
  }

  @Test
  void clear_ofTimestamps_countsAsAChangeOfEverything() {
    try (Stage stage = warm()) {
      stage.sql("update Note set text = 'behind'");

      clearTimestamps(stage);

      for (int read = 0; read < 2; read++) {
        assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion).value())
            .containsExactly("behind");
      }
      assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion).fromCache()).isTrue();
    }
  }

  @Test
  void parameters_ofDifferentValue_haveResultsOfTheirOwn() {
    try (Stage stage = warm()) {
      stage.write(session -> session.persist(new Note(2, "second")));

      for (int round = 0; round < 2; round++) {
        assertThat(Reading.of(stage, byId(1)).value()).containsExactly("old");
        assertThat(Reading.of(stage, byId(2)).value()).containsExactly("second");
      }
      assertThat(Reading.of(stage, byId(1))).isEqualTo(Reading.cached(List.of("old")));
      assertThat(Reading.of(stage, byId(2))).isEqualTo(Reading.cached(List.of("second")));
    }
  }

  @Test
  void pages_haveResultsOfTheirOwn() {
    try (Stage stage = warm()) {
      stage.write(session -> session.persist(new Note(2, "second")));

      for (int round = 0; round < 2; round++) {
        assertThat(Reading.of(stage, page(0)).value()).containsExactly("old");
        assertThat(Reading.of(stage, page(1)).value()).containsExactly("second");
        assertThat(Reading.of(stage, page(2)).value()).isEmpty();
      }
      assertThat(Reading.of(stage, page(1))).isEqualTo(Reading.cached(List.of("second")));
      assertThat(Reading.of(stage, page(2))).isEqualTo(Reading.cached(List.of()));
    }
  }

  static Stream<Consumer<Session>> changesOfEitherSide() {
    return Stream.of(
        session -> session.find(Book.class, 1L).title = "new",
        session -> session.find(Review.class, 11L).text = "new");
  }

  @ParameterizedTest
  @MethodSource("changesOfEitherSide")
  void join_afterAChangeOfEitherSide_tellsIt(Consumer<Session> change) {
    try (Stage stage = joined()) {
      stage.write(change);

      assertThat(Reading.of(stage, QueryRegionTest::join).value())
          .first()
          .asString()
          .contains("new");
      assertThat(Reading.of(stage, QueryRegionTest::join).fromCache()).isTrue();
    }
  }

  @Test
  void joinOfElements_afterAChangeOfTheirTable_tellsIt() {
    try (Stage stage = joined()) {
      Function<Session, List<String>> tags =
          session ->
              session
                  .createQuery("select t from Book b join b.tags t order by t", String.class)
                  .setCacheable(true)
                  .getResultList();
      stage.read(tags);

      stage.write(session -> session.find(Book.class, 1L).tags.add("b"));

      assertThat(Reading.of(stage, tags).value()).containsExactly("a", "b");
      assertThat(Reading.of(stage, tags)).isEqualTo(Reading.cached(List.of("a", "b")));
    }
  }

  @Test
  void query_withCacheModeRefresh_readsTheDatabaseAndReplacesTheResults() {
    try (Stage stage = warm()) {
      stage.sql("update Note set text = 'behind'");

      stage.write(session -> query(session).setCacheMode(CacheMode.REFRESH).getResultList());

      assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion))
          .isEqualTo(Reading.cached(List.of("behind")));
    }
  }

  /** {@link Cache} does not know this region by its name. */
  private static void clearTimestamps(Stage stage) {
    stage
        .factory
        .unwrap(SessionFactoryImplementor.class)
        .getCache()
        .getTimestampsCache()
        .getRegion()
        .clear();
  }

  private static Stage warm() {
    return Stage.of(AccessType.READ_WRITE)
        .set(
            stage -> {
              stage.write(session -> session.persist(new Note(1, "old")));
              stage.read(QueryRegionTest::inDefaultRegion);
              stage.read(QueryRegionTest::inOwnRegion);
              assertThat(Reading.of(stage, QueryRegionTest::inDefaultRegion).fromCache()).isTrue();
              assertThat(Reading.of(stage, QueryRegionTest::inOwnRegion).fromCache()).isTrue();
            });
  }

  private static Stage joined() {
    return Stage.of(AccessType.READ_WRITE)
        .set(
            stage -> {
              stage.write(
                  session -> {
                    Book book = new Book(1, "Walden");
                    book.tags.add("a");
                    session.persist(book);
                    session.persist(new Review(11, book, "good"));
                  });
              stage.read(QueryRegionTest::join);
              assertThat(Reading.of(stage, QueryRegionTest::join).fromCache()).isTrue();
            });
  }

  private static Query<String> query(Session session) {
    return session
        .createQuery("select text from Note order by id", String.class)
        .setCacheable(true);
  }

  private static List<String> inDefaultRegion(Session session) {
    return query(session).getResultList();
  }

  private static List<String> inOwnRegion(Session session) {
    return query(session).setCacheRegion(OWN_REGION).getResultList();
  }

  private static Function<Session, List<String>> page(int first) {
    return session -> query(session).setFirstResult(first).setMaxResults(1).getResultList();
  }

  private static Function<Session, List<String>> byId(long id) {
    return session ->
        session
            .createQuery("select text from Note where id = :id", String.class)
            .setParameter("id", id)
            .setCacheable(true)
            .getResultList();
  }

  private static List<String> join(Session session) {
    return session
        .createQuery("select b.title || ' is ' || r.text from Review r join r.book b", String.class)
        .setCacheable(true)
        .getResultList();
  }
}
