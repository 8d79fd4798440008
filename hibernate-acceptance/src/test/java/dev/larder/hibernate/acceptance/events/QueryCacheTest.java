// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Query results are told from the cache until what they rest on changes. */
class QueryCacheTest {

  /** A change of the notes, and what queries tell after it. */
  enum Change {
    UPDATE("new", session -> session.find(Note.class, 1L).text = "new"),
    DELETE_AND_INSERT(
        "new",
        session -> {
          session.remove(session.find(Note.class, 1L));
          session.flush();
          session.persist(new Note(1, "new"));
        }),
    HQL("bulk", session -> BulkStatement.HQL_UPDATE.execute(session, Subject.NOTE)),
    NATIVE_WITH_SPACE(
        "bulk", session -> BulkStatement.NATIVE_WITH_ITS_ENTITY.execute(session, Subject.NOTE)),
    NATIVE_WITHOUT_SPACE(
        "bulk", session -> BulkStatement.NATIVE_WITHOUT_ANY_ENTITY.execute(session, Subject.NOTE));

    final String outcome;
    final Consumer<Session> work;

    Change(String outcome, Consumer<Session> work) {
      this.outcome = outcome;
      this.work = work;
    }
  }

  static Stream<Arguments> kindsAndChanges() {
    return Stream.of(QueryKind.values())
        .flatMap(kind -> Stream.of(Change.values()).map(change -> Arguments.of(kind, change)));
  }

  @ParameterizedTest
  @EnumSource(QueryKind.class)
  void query_aSecondTime_needsNoStatement(QueryKind kind) {
    try (Stage stage = stage()) {
      assertThat(Reading.of(stage, kind::results)).isEqualTo(Reading.loaded(List.of("old")));
      assertThat(Reading.of(stage, kind::results)).isEqualTo(Reading.cached(List.of("old")));
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndChanges")
  void query_afterACommittedChange_tellsIt(QueryKind kind, Change change) {
    try (Stage stage = warm(kind)) {
      stage.write(change.work);

      assertSettlesOn(stage, kind, change.outcome);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndChanges")
  void query_afterARolledBackChange_tellsTheOldState(QueryKind kind, Change change) {
    try (Stage stage = warm(kind)) {
      stage.rollBack(
          session -> {
            change.work.accept(session);
            session.flush();
          });

      assertSettlesOn(stage, kind, "old");
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndChanges")
  void query_inTheTransactionOfAChange_tellsItThereAlone(QueryKind kind, Change change) {
    try (Stage stage = warm(kind)) {
      List<List<String>> seen = new ArrayList<>();

      stage.rollBack(
          session -> {
            change.work.accept(session);
            session.flush();
            session.clear();
            seen.add(kind.results(session));
            seen.add(stage.read(kind::results));
            seen.add(kind.results(session));
          });

      assertThat(seen)
          .containsExactly(List.of(change.outcome), List.of("old"), List.of(change.outcome));
      assertSettlesOn(stage, kind, "old");
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndChanges")
  void query_ofAnotherBeforeTheCommit_isNotToldAfterIt(QueryKind kind, Change change) {
    try (Stage stage = warm(kind)) {
      stage.write(
          session -> {
            change.work.accept(session);
            session.flush();
            stage.read(kind::results);
            stage.read(kind::results);
          });

      assertSettlesOn(stage, kind, change.outcome);
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void nativeQuery_afterACommittedChange_tellsIt(Change change) {
    try (Stage stage = stage()) {
      List<String> before = stage.read(QueryCacheTest::nativeResults);

      stage.write(change.work);

      assertThat(before).containsExactly("old");
      assertThat(Reading.of(stage, QueryCacheTest::nativeResults).value())
          .containsExactly(change.outcome);
    }
  }

  @ParameterizedTest
  @EnumSource(QueryKind.class)
  void query_afterAChangeOfAnotherEntity_isStillCached(QueryKind kind) {
    try (Stage stage = warm(kind)) {
      stage.write(session -> session.persist(new Book(1, "Walden")));

      assertThat(Reading.of(stage, kind::results)).isEqualTo(Reading.cached(List.of("old")));
    }
  }

  @EveryStrategy
  void query_forEntitiesThatWereEvicted_loadsThem(AccessType strategy) {
    try (Stage stage = Stage.of(strategy)) {
      stage.write(session -> session.persist(new Note(1, "old")));
      stage.read(QueryKind.ENTITY::results);
      stage.factory.getCache().evictEntityData(Note.class);

      List<String> results = stage.read(QueryKind.ENTITY::results);

      assertThat(results).containsExactly("old");
      assertThat(Reading.of(stage, QueryKind.ENTITY::results))
          .isEqualTo(Reading.cached(List.of("old")));
    }
  }

  @EveryStrategy
  void query_afterAnInsertUnderEachStrategy_tellsIt(AccessType strategy) {
    try (Stage stage = Stage.of(strategy)) {
      stage.write(session -> session.persist(new Note(1, "old")));
      stage.read(QueryKind.ENTITY::results);

      stage.write(session -> session.persist(new Note(2, "more")));

      for (int read = 0; read < 2; read++) {
        List<String> results = stage.read(QueryKind.ENTITY::results);
        assertThat(results).containsExactly("old", "more");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(QueryKind.class)
  void query_bornInATransactionBeforeTheChangeOfAnother_isNotToldLater(QueryKind kind) {
    try (Stage stage = stage()) {
      stage.write(
          early -> {
            early.find(Note.class, 99L);
            stage.write(Change.UPDATE.work);
            kind.results(early);
          });

      assertSettlesOn(stage, kind, "new");
    }
  }

  private static List<String> nativeResults(Session session) {
    return session
        .createNativeQuery("select text from Note", String.class)
        .addSynchronizedEntityClass(Note.class)
        .setCacheable(true)
        .getResultList();
  }

  private static Stage stage() {
    return Stage.of(AccessType.READ_WRITE)
        .set(stage -> stage.write(session -> session.persist(new Note(1, "old"))));
  }

  private static Stage warm(QueryKind kind) {
    return stage()
        .set(
            stage -> {
              stage.read(kind::results);
              assertThat(Reading.of(stage, kind::results))
                  .isEqualTo(Reading.cached(List.of("old")));
            });
  }

  private static void assertSettlesOn(Stage stage, QueryKind kind, String text) {
    assertThat(Reading.of(stage, kind::results).value()).as("first query").containsExactly(text);
    assertThat(Reading.of(stage, kind::results))
        .as("second query")
        .isEqualTo(Reading.cached(List.of(text)));
  }
}
