// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.Reading;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.CacheMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates reach the cache with their commit, and leave no trace of what was rolled back. */
class UpdateEventsTest {

  @EveryWritableCase
  void update_committed_isPublishedUnlessNonstrict(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(session -> scene.change(session, "new"));

      assertThat(scene.contains()).isEqualTo(given.publishes());
      assertThat(scene.read()).isEqualTo(new Reading<>("new", given.publishes()));
      assertThat(scene.read()).isEqualTo(Reading.cached("new"));
    }
  }

  @EveryWritableCase
  void update_ofARowThatIsNotCached_isSeen(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.evict();

      scene.commit(session -> scene.change(session, "new"));

      scene.assertSettlesOn("new");
    }
  }

  @EveryWritableCase
  void update_rolledBack_leavesTheOldState(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(session -> scene.change(session, "never"));

      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableCase
  void update_afterARolledBackOne_isSeen(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(session -> scene.change(session, "never"));

      scene.commit(session -> scene.change(session, "new"));

      scene.assertSettlesOn("new");
    }
  }

  @EveryWritableCase
  void update_flushedTwice_isPublishedOnceUnlessNonstrict(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(
          session -> {
            scene.change(session, "first");
            scene.change(session, "second");
          });

      assertThat(scene.read()).isEqualTo(new Reading<>("second", given.publishes()));
      assertThat(scene.read()).isEqualTo(Reading.cached("second"));
    }
  }

  @EveryWritableCase
  void update_flushedTwiceThenRolledBack_leavesTheOldState(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(
          session -> {
            scene.change(session, "first");
            scene.change(session, "second");
          });

      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableCase
  void update_readAgainInItsOwnTransaction_isSeenThereAndNotCached(Case given) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.rollBack(
          session -> {
            scene.change(session, "never");
            seen.add(scene.textAfterClear(session));
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly("never", "old");
      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableCase
  void update_queriedAgainInItsOwnTransaction_isNotCached(Case given) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();
      String hql = "from " + scene.subject.table();

      scene.rollBack(
          session -> {
            scene.change(session, "never");
            session.clear();
            session.createQuery(hql, scene.subject.type).getResultList();
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly("old");
      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableCase
  void update_readAgainInItsOwnTransactionThenCommitted_isSeen(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(
          session -> {
            scene.change(session, "first");
            scene.textAfterClear(session);
            scene.change(session, "second");
            scene.textAfterClear(session);
          });

      scene.assertSettlesOn("second");
    }
  }

  @EveryWritableCase
  void update_notYetCommitted_leavesOthersTheOldState(Case given) {
    try (Scene scene = Scene.of(given)) {
      List<String> seen = new ArrayList<>();

      scene.commit(
          session -> {
            scene.change(session, "new");
            seen.add(scene.read().value());
            seen.add(scene.read().value());
          });

      assertThat(seen).containsExactly("old", "old");
      scene.assertSettlesOn("new");
    }
  }

  @EveryWritableCase
  void update_thatChangesNothing_leavesTheEntry(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(session -> scene.change(session, "old"));

      assertThat(scene.read()).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryWritableCase
  void update_underACacheModeThatMayNotPut_leavesNoEntry(Case given) {
    try (Scene scene = Scene.of(given)) {
      for (CacheMode mode : new CacheMode[] {CacheMode.GET, CacheMode.IGNORE}) {
        String text = "under " + mode;

        scene.commit(
            session -> {
              Scene.use(session, mode);
              scene.change(session, text);
            });

        assertThat(scene.contains()).as("after an update with CacheMode.%s", mode).isFalse();
        scene.assertSettlesOn(text);
      }
    }
  }

  @EveryWritableCase
  void update_underACacheModeThatMayPut_isPublishedUnlessNonstrict(Case given) {
    try (Scene scene = Scene.of(given)) {
      for (CacheMode mode : new CacheMode[] {CacheMode.PUT, CacheMode.REFRESH}) {
        String text = "under " + mode;

        scene.commit(
            session -> {
              Scene.use(session, mode);
              scene.change(session, text);
            });

        assertThat(scene.contains())
            .as("after an update with CacheMode.%s", mode)
            .isEqualTo(given.publishes());
        scene.assertSettlesOn(text);
      }
    }
  }

  @EveryWritableCase
  void merge_ofADetachedChange_isSeen(Case given) {
    try (Scene scene = Scene.of(given)) {
      Object detached = scene.stage.read(session -> session.find(scene.subject.type, Scene.ID));
      scene.subject.rewrite(detached, "new");

      scene.commit(session -> session.merge(detached));

      scene.assertSettlesOn("new");
    }
  }

  @EveryWritableCase
  void update_followedByAFailingStatement_leavesTheOldState(Case given) {
    try (Scene scene = Scene.of(given)) {
      assertThatThrownBy(
              () ->
                  scene.commit(
                      session -> {
                        scene.change(session, "never");
                        session
                            .createNativeMutationQuery("insert into nowhere values (1)")
                            .executeUpdate();
                      }))
          .isInstanceOf(RuntimeException.class);

      scene.assertSettlesOn("old");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.larder.hibernate.acceptance.events.Case#readOnly")
  void update_ofAReadOnlyEntity_isRefused(Case given) {
    try (Scene scene = Scene.of(given)) {
      assertThatThrownBy(() -> scene.commit(session -> scene.change(session, "never")))
          .isInstanceOf(UnsupportedOperationException.class);

      scene.assertSettlesOn("old");
    }
  }
}
