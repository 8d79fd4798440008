// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Deletes take the entry away, and what follows under the same id is seen. */
class DeleteEventsTest {

  @EveryCase
  void delete_committed_leavesNoEntry(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(scene::delete);

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryCase
  void delete_rolledBack_leavesTheRowCacheable(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(scene::delete);

      scene.assertSettlesOn("old");
    }
  }

  @EveryCase
  void delete_readAgainInItsOwnTransaction_isGoneThere(Case given) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.rollBack(
          session -> {
            scene.delete(session);
            seen.add(scene.textAfterClear(session));
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly(Scene.ABSENT, "old");
      scene.assertSettlesOn("old");
    }
  }

  @EveryCase
  void delete_notYetCommitted_leavesOthersTheRow(Case given) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.commit(
          session -> {
            scene.delete(session);
            seen.add(scene.read().value());
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly("old", "old");
      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryCase
  void deleteThenInsert_inOneTransaction_leavesTheInsert(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(
          session -> {
            scene.delete(session);
            scene.insert(session, "new");
          });

      scene.assertSettlesOn("new");
    }
  }

  @EveryCase
  void deleteThenInsert_readInTheirTransaction_isNotCachedBeforeTheCommit(Case given) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.commit(
          session -> {
            scene.delete(session);
            scene.insert(session, "new");
            seen.add(scene.textAfterClear(session));
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly("new", "old");
      scene.assertSettlesOn("new");
    }
  }

  @EveryCase
  void deleteThenInsert_rolledBack_leavesTheOldRow(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(
          session -> {
            scene.delete(session);
            scene.insert(session, "never");
          });

      scene.assertSettlesOn("old");
    }
  }

  @EveryCase
  void deleteThenInsert_inTwoTransactions_leavesTheInsert(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(scene::delete);

      scene.commit(session -> scene.insert(session, "new"));

      scene.assertSettlesOn("new");
    }
  }

  @EveryCase
  void deleteThenInsert_inTwoTransactionsWithAMissBetween_leavesTheInsert(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(scene::delete);
      scene.read();

      scene.commit(session -> scene.insert(session, "new"));

      scene.assertSettlesOn("new");
    }
  }

  @EveryCase
  void insertRolledBack_afterADelete_leavesNothing(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(scene::delete);

      scene.rollBack(session -> scene.insert(session, "never"));

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryWritableCase
  void updateThenDelete_inOneTransaction_leavesNoEntry(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(
          session -> {
            scene.change(session, "never");
            scene.delete(session);
          });

      assertThat(scene.contains()).isFalse();
      assertThat(scene.read().value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryWritableCase
  void updateThenDelete_rolledBack_leavesTheOldRow(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(
          session -> {
            scene.change(session, "never");
            scene.delete(session);
          });

      scene.assertSettlesOn("old");
    }
  }
}
