// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.Reading;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.CacheMode;

/** Inserts reach the cache with their commit, or not at all. */
class InsertEventsTest {

  @EveryCase
  void insert_committed_isPublishedUnlessNonstrict(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.commit(session -> scene.insert(session, "new"));

      assertThat(scene.contains()).isEqualTo(given.publishes());
      assertThat(scene.read()).isEqualTo(new Reading<>("new", given.publishes()));
      assertThat(scene.read()).isEqualTo(Reading.cached("new"));
    }
  }

  @EveryCase
  void insert_afterAMissOfItsId_isSeen(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.read();

      scene.commit(session -> scene.insert(session, "new"));

      scene.assertSettlesOn("new");
    }
  }

  @EveryCase
  void insert_rolledBack_leavesNothing(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.rollBack(session -> scene.insert(session, "never"));

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryCase
  void insert_afterARolledBackOneOfItsId_isCacheable(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.rollBack(session -> scene.insert(session, "never"));

      scene.commit(session -> scene.insert(session, "new"));

      scene.assertSettlesOn("new");
    }
  }

  @EveryCase
  void insert_readInItsOwnTransaction_isNotCachedBeforeTheCommit(Case given) {
    try (Scene scene = Scene.empty(given)) {
      List<Object> seen = new ArrayList<>();

      scene.commit(
          session -> {
            scene.insert(session, "new");
            seen.add(scene.textAfterClear(session));
            seen.add(scene.contains());
          });

      assertThat(seen).containsExactly("new", false);
      scene.assertSettlesOn("new");
    }
  }

  @EveryCase
  void insert_readInItsOwnTransactionThenRolledBack_leavesNothing(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.rollBack(
          session -> {
            scene.insert(session, "never");
            scene.textAfterClear(session);
          });

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryCase
  void insert_queriedInItsOwnTransactionThenRolledBack_leavesNothing(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.rollBack(
          session -> {
            scene.insert(session, "never");
            session.clear();
            session
                .createQuery("from " + scene.subject.table(), scene.subject.type)
                .getResultList();
          });

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryCase
  void insert_underACacheModeThatMayNotPut_isNotPublished(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.commit(
          session -> {
            Scene.use(session, CacheMode.GET);
            scene.insert(session, "new");
          });

      assertThat(scene.contains()).isFalse();
      scene.assertSettlesOn("new");
    }
  }

  @EveryWritableCase
  void insertThenUpdate_inOneTransaction_leavesTheUpdate(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.commit(
          session -> {
            scene.insert(session, "first");
            scene.change(session, "second");
          });

      scene.assertSettlesOn("second");
    }
  }

  @EveryWritableCase
  void insertThenUpdate_rolledBack_leavesNothing(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.rollBack(
          session -> {
            scene.insert(session, "first");
            scene.change(session, "second");
          });

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryCase
  void insertThenDelete_inOneTransaction_leavesNothing(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.commit(
          session -> {
            scene.insert(session, "never");
            scene.delete(session);
          });

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryCase
  void insert_refusedByTheDatabase_leavesWhatIsThere(Case given) {
    try (Scene scene = Scene.of(given)) {
      assertThatThrownBy(() -> scene.commit(session -> scene.insert(session, "double")))
          .isInstanceOf(RuntimeException.class);

      scene.assertSettlesOn("old");
    }
  }
}
