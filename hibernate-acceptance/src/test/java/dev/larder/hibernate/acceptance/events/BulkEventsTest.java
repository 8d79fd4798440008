// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements past the session's entities are seen after their commit, and not before. */
class BulkEventsTest {

  static Stream<Arguments> statements() {
    return BulkStatement.cases();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statement_committed_isSeen(Case given, BulkStatement statement) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(session -> statement.execute(session, scene.subject));

      assertSettles(scene, statement.outcome);
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statement_rolledBack_leavesTheOldState(Case given, BulkStatement statement) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(session -> statement.execute(session, scene.subject));

      scene.assertSettlesOn("old");
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statement_readAgainInItsOwnTransaction_isSeenThereAndNotCached(
      Case given, BulkStatement statement) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.rollBack(
          session -> {
            statement.execute(session, scene.subject);
            seen.add(scene.textAfterClear(session));
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly(statement.outcome, "old");
      scene.assertSettlesOn("old");
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statement_notYetCommitted_leavesOthersTheOldState(Case given, BulkStatement statement) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.commit(
          session -> {
            statement.execute(session, scene.subject);
            seen.add(scene.read().value());
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly("old", "old");
      assertSettles(scene, statement.outcome);
    }
  }

  @EveryWritableCase
  void statementThenUpdate_inOneTransaction_leavesTheUpdate(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(
          session -> {
            BulkStatement.HQL_UPDATE.execute(session, scene.subject);
            scene.change(session, "after it");
          });

      scene.assertSettlesOn("after it");
    }
  }

  @EveryWritableCase
  void updateThenStatement_inOneTransaction_leavesTheStatement(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(
          session -> {
            scene.change(session, "before it");
            BulkStatement.HQL_UPDATE.execute(session, scene.subject);
          });

      scene.assertSettlesOn("bulk");
    }
  }

  @EveryCase
  void insertSelect_committed_isSeen(Case given) {
    try (Scene scene = Scene.of(given)) {
      boolean missing = scene.stage.isCached(scene.subject.type, 2L);
      String columns = given.subject() == Subject.BOOK ? ", isbn, price" : "";
      String values = given.subject() == Subject.BOOK ? ", 'isbn-2', 1" : "";

      scene.commit(
          session ->
              session
                  .createMutationQuery(
                      "insert into %1$s (id, %2$s%3$s) select s.id + 1, 'copy'%4$s from %1$s s"
                          .formatted(scene.subject.table(), scene.subject.column, columns, values))
                  .executeUpdate());

      assertThat(missing).isFalse();
      for (int read = 0; read < 2; read++) {
        String text = scene.stage.read(session -> scene.subject.text(session, 2).orElseThrow());
        assertThat(text).isEqualTo("copy");
      }
      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableStrategy
  void native_withItsEntity_leavesTheOtherRegionsAlone(AccessType strategy) {
    try (Scene scene = Scene.of(new Case(strategy, Subject.NOTE))) {
      scene.commit(session -> BulkStatement.NATIVE_WITH_ITS_ENTITY.execute(session, Subject.BOOK));

      assertThat(scene.read()).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryWritableStrategy
  void native_withoutAnyEntity_clearsEveryRegion(AccessType strategy) {
    try (Scene scene = Scene.of(new Case(strategy, Subject.NOTE))) {
      scene.commit(
          session -> BulkStatement.NATIVE_WITHOUT_ANY_ENTITY.execute(session, Subject.BOOK));

      assertThat(scene.read()).isEqualTo(Reading.loaded("old"));
      assertThat(scene.read()).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryWritableStrategy
  void hqlUpdate_leavesTheOtherRegionsAlone(AccessType strategy) {
    try (Scene scene = Scene.of(new Case(strategy, Subject.NOTE))) {
      scene.commit(session -> BulkStatement.HQL_UPDATE.execute(session, Subject.BOOK));

      assertThat(scene.read()).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryStrategy
  void hqlDelete_ofOwners_takesTheirCollectionsWithIt(AccessType strategy) {
    try (Stage stage = Stage.of(strategy)) {
      stage.write(session -> insertWithTag(session, "old"));
      stage.read(session -> Set.copyOf(session.find(Book.class, 1L).tags));

      stage.write(session -> BulkStatement.HQL_DELETE.execute(session, Subject.BOOK));
      stage.write(session -> insertWithTag(session, "new"));

      Set<String> tags = stage.read(session -> Set.copyOf(session.find(Book.class, 1L).tags));
      assertThat(tags).containsExactly("new");
    }
  }

  private static void insertWithTag(Session session, String tag) {
    Book book = new Book(1, "Walden");
    book.tags.add(tag);
    session.persist(book);
  }

  private static void assertSettles(Scene scene, String outcome) {
    if (outcome.equals(Scene.ABSENT)) {
      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    } else {
      scene.assertSettlesOn(outcome);
    }
  }
}
