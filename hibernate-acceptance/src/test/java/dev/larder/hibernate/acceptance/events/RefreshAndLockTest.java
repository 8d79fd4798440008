// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Refreshes and locks go past the cache; what they change is seen, and they leave it usable. */
class RefreshAndLockTest {

  @EveryCase
  void refresh_ofARowChangedBehindUs_bringsTheNewStateToAll(Case given) {
    try (Scene scene = Scene.of(given)) {
      changeBehindUs(scene, "behind");

      String seen =
          scene.stage.read(
              session -> {
                session.refresh(session.find(scene.subject.type, Scene.ID));
                return scene.text(session);
              });

      assertThat(seen).isEqualTo("behind");
      scene.assertSettlesOn("behind");
    }
  }

  @EveryWritableCase
  void refresh_ofOnesOwnUncommittedChange_leavesNoTraceAfterTheRollback(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(
          session -> {
            scene.change(session, "never");
            session.refresh(session.find(scene.subject.type, Scene.ID));
            scene.textAfterClear(session);
          });

      scene.assertSettlesOn("old");
    }
  }

  @EveryCase
  void refresh_rolledBack_leavesTheRowCacheable(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(session -> session.refresh(session.find(scene.subject.type, Scene.ID)));

      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableStrategy
  void refresh_ofAnOwner_bringsItsElements(AccessType strategy) {
    try (Stage stage = Stage.of(strategy)) {
      stage.write(session -> session.persist(new Book(1, "Walden")));
      stage.read(RefreshAndLockTest::tags);
      stage.sql("insert into Book_tags (Book_id, tags) values (1, 'behind')");

      stage.write(session -> session.refresh(session.find(Book.class, 1L)));

      assertThat(Reading.of(stage, RefreshAndLockTest::tags).value()).containsExactly("behind");
    }
  }

  @EveryCase
  void find_withAPessimisticLock_readsTheDatabase(Case given) {
    try (Scene scene = Scene.of(given)) {
      changeBehindUs(scene, "behind");

      String seen =
          scene.stage.read(
              session ->
                  scene.subject.textOf(
                      session.find(scene.subject.type, Scene.ID, LockModeType.PESSIMISTIC_WRITE)));

      assertThat(seen).isEqualTo("behind");
    }
  }

  @EveryCase
  void find_withAPessimisticLockRolledBack_leavesTheRowCacheable(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(
          session -> session.find(scene.subject.type, Scene.ID, LockModeType.PESSIMISTIC_WRITE));

      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableCase
  void update_underAPessimisticLock_isSeen(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(
          session ->
              scene.subject.rewrite(
                  session.find(scene.subject.type, Scene.ID, LockModeType.PESSIMISTIC_WRITE),
                  "new"));

      scene.assertSettlesOn("new");
    }
  }

  @EveryWritableCase
  void update_underAPessimisticLockRolledBack_leavesTheOldState(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(
          session -> {
            scene.subject.rewrite(
                session.find(scene.subject.type, Scene.ID, LockModeType.PESSIMISTIC_WRITE),
                "never");
            session.flush();
          });

      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableCase
  void lockAndLoad_ofOnesOwnUncommittedChange_isNotCached(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(
          session -> {
            scene.change(session, "never");
            session.clear();
            session.find(scene.subject.type, Scene.ID, LockModeType.PESSIMISTIC_WRITE);
            assertThat(scene.read().value()).isEqualTo("old");
          });

      scene.assertSettlesOn("old");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LockModeType.class,
      names = {"OPTIMISTIC_FORCE_INCREMENT", "PESSIMISTIC_FORCE_INCREMENT"})
  void forceIncrement_underReadWrite_leavesNoOldVersion(LockModeType mode) {
    assertForceIncrementIsSeen(AccessType.READ_WRITE, mode);
  }

  @ParameterizedTest
  @EnumSource(
      value = LockModeType.class,
      names = {"OPTIMISTIC_FORCE_INCREMENT", "PESSIMISTIC_FORCE_INCREMENT"})
  void forceIncrement_underNonstrict_leavesNoOldVersion(LockModeType mode) {
    assertForceIncrementIsSeen(AccessType.NONSTRICT_READ_WRITE, mode);
  }

  private static void assertForceIncrementIsSeen(AccessType strategy, LockModeType mode) {
    try (Scene scene = Scene.of(new Case(strategy, Subject.BOOK))) {
      int before = scene.stage.read(RefreshAndLockTest::version);

      scene.commit(session -> session.find(Book.class, Scene.ID, mode));

      assertThat(Reading.of(scene.stage, RefreshAndLockTest::version).value())
          .isEqualTo(before + 1);
      scene.commit(session -> scene.change(session, "new"));
      assertThat(Reading.of(scene.stage, RefreshAndLockTest::version).value())
          .isEqualTo(before + 2);
      scene.assertSettlesOn("new");
    }
  }

  @EveryWritableStrategy
  void forceIncrement_rolledBack_leavesTheOldVersion(AccessType strategy) {
    try (Scene scene = Scene.of(new Case(strategy, Subject.BOOK))) {
      int before = scene.stage.read(RefreshAndLockTest::version);

      scene.rollBack(
          session -> {
            session.find(Book.class, Scene.ID, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            session.flush();
          });

      assertThat(Reading.of(scene.stage, RefreshAndLockTest::version).value()).isEqualTo(before);
      scene.assertSettlesOn("old");
    }
  }

  @EveryWritableStrategy
  void optimisticLock_ofARowThatIsCached_commits(AccessType strategy) {
    try (Scene scene = Scene.of(new Case(strategy, Subject.BOOK))) {
      scene.commit(session -> session.find(Book.class, Scene.ID, LockModeType.OPTIMISTIC));

      scene.assertSettlesOn("old");
    }
  }

  private static void changeBehindUs(Scene scene, String text) {
    scene.stage.sql(
        "update %s set %s = '%s'".formatted(scene.subject.table(), scene.subject.column, text));
  }

  private static List<String> tags(Session session) {
    return List.copyOf(session.find(Book.class, 1L).tags);
  }

  private static int version(Session session) {
    return session.find(Book.class, Scene.ID).version;
  }
}
