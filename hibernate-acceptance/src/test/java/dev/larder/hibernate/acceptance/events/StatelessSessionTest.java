// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stateless session has no first level; what it changes is seen all the same. */
class StatelessSessionTest {

  static Stream<Arguments> operations() {
    return Case.writable()
        .flatMap(
            given ->
                Stream.of(StatelessOperation.values())
                    .map(operation -> Arguments.of(given, operation)));
  }

  static Stream<Arguments> statements() {
    return BulkStatement.cases();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_committed_isSeen(Case given, StatelessOperation operation) {
    assumeEntityOperationsInvalidate();
    try (Scene scene = Scene.of(given)) {
      scene.stage.writeStateless(session -> operation.execute(session, scene.subject));

      assertSettles(scene, operation.outcome);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_rolledBack_leavesTheOldState(Case given, StatelessOperation operation) {
    assumeEntityOperationsInvalidate();
    try (Scene scene = Scene.of(given)) {
      rollBackStateless(scene, session -> operation.execute(session, scene.subject));

      scene.assertSettlesOn("old");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_readByAnotherBeforeTheCommit_isSeenAfterIt(
      Case given, StatelessOperation operation) {
    assumeEntityOperationsInvalidate();
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.stage.writeStateless(
          session -> {
            operation.execute(session, scene.subject);
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly("old");
      assertSettles(scene, operation.outcome);
    }
  }

  @EveryCase
  void insert_committed_isSeen(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.read();

      scene.stage.writeStateless(
          session -> session.insert(scene.subject.make(Scene.ID, "stateless")));

      scene.assertSettlesOn("stateless");
    }
  }

  @EveryCase
  void insert_rolledBack_leavesNothing(Case given) {
    try (Scene scene = Scene.empty(given)) {
      rollBackStateless(scene, session -> session.insert(scene.subject.make(Scene.ID, "never")));

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryCase
  void get_ofAnUncommittedInsert_leavesNothing(Case given) {
    try (Scene scene = Scene.empty(given)) {
      rollBackStateless(
          scene,
          session -> {
            session.insert(scene.subject.make(Scene.ID, "never"));
            assertThat(session.get(scene.subject.type, Scene.ID)).isNotNull();
          });

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statement_committed_isSeen(Case given, BulkStatement statement) {
    try (Scene scene = Scene.of(given)) {
      scene.stage.writeStateless(session -> statement.execute(session, scene.subject));

      assertSettles(scene, statement.outcome);
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statement_rolledBack_leavesTheOldState(Case given, BulkStatement statement) {
    try (Scene scene = Scene.of(given)) {
      rollBackStateless(scene, session -> statement.execute(session, scene.subject));

      scene.assertSettlesOn("old");
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statement_readByAnotherBeforeTheCommit_isSeenAfterIt(Case given, BulkStatement statement) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.stage.writeStateless(
          session -> {
            statement.execute(session, scene.subject);
            seen.add(scene.read().value());
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly("old", "old");
      assertSettles(scene, statement.outcome);
    }
  }

  private static void assumeEntityOperationsInvalidate() {
    assumeThat(Version.getVersionString())
        .as("a StatelessSession of Hibernate 6 goes past the cache")
        .doesNotStartWith("6.");
  }

  private static void rollBackStateless(Scene scene, Consumer<StatelessSession> work) {
    try (StatelessSession session = scene.stage.factory.openStatelessSession()) {
      session.beginTransaction();
      work.accept(session);
      session.getTransaction().rollback();
    }
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
