// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.narayana.Narayana;
import dev.larder.hibernate.acceptance.shop.Book;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that a transaction manager begins and ends, not the session. */
class JtaTest {

  /** With each strategy under which books may change. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @EnumSource(
      value = AccessType.class,
      names = {"READ_WRITE", "NONSTRICT_READ_WRITE"})
  @interface EveryStrategy {}

  @EveryStrategy
  void commit_ofAJoinedSession_isSeenAndCached(AccessType strategy) throws Exception {
    try (JtaScene scene = JtaScene.of(strategy)) {
      scene.manager.begin();
      try (Session session = scene.factory.openSession()) {
        scene.change(session, "updated");
        scene.manager.commit();
      }

      scene.assertSettlesOn("updated");
    }
  }

  @EveryStrategy
  void commit_ofASessionOpenedBefore_isSeenAndCached(AccessType strategy) throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session session = scene.factory.openSession()) {
      scene.begin(session);
      scene.change(session, "updated");
      scene.manager.commit();

      scene.assertSettlesOn("updated");
    }
  }

  @EveryStrategy
  void commit_ofASessionThatWasClosedAfterItsFlush_isSeenAndCached(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy)) {
      scene.beginAndClose(session -> scene.change(session, "updated"));
      scene.manager.commit();

      scene.assertSettlesOn("updated");
    }
  }

  @EveryStrategy
  void rollback_ofASessionThatWasClosedAfterItsFlush_leavesTheOld(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy)) {
      scene.beginAndClose(session -> scene.change(session, "never"));
      scene.manager.rollback();

      scene.assertSettlesOn("new");
    }
  }

  @EveryStrategy
  void commit_ofABulkStatementOfASessionThatWasClosed_isSeenAndCached(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy)) {
      scene.beginAndClose(JtaTest::bulk);
      scene.manager.commit();

      scene.assertSettlesOn("updated");
    }
  }

  private static void bulk(SharedSessionContract session) {
    session.createMutationQuery("update Book set title = 'updated'").executeUpdate();
  }

  @EveryStrategy
  void commit_ofAStatelessSessionThatWasClosed_isSeenAndCached(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy)) {
      scene.manager.begin();
      try (StatelessSession session = scene.factory.openStatelessSession()) {
        bulk(session);
      }
      scene.manager.commit();

      scene.assertSettlesOn("updated");
    }
  }

  @EveryStrategy
  void rollback_leavesTheOld(AccessType strategy) throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session session = scene.factory.openSession()) {
      scene.begin(session);
      scene.change(session, "never");
      scene.manager.rollback();

      scene.assertSettlesOn("new");
    }
  }

  @EveryStrategy
  void commit_ofWhatWasSetToRollBack_leavesTheOld(AccessType strategy) throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session session = scene.factory.openSession()) {
      scene.begin(session);
      scene.change(session, "never");
      scene.manager.setRollbackOnly();
      assertThatThrownBy(scene.manager::commit).isInstanceOf(RollbackException.class);

      scene.assertSettlesOn("new");
    }
  }

  @EveryStrategy
  void commit_thatAnotherParticipantVetoes_leavesTheOld(AccessType strategy) throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session session = scene.factory.openSession()) {
      scene.begin(session);
      scene.change(session, "never");
      scene.manager.getTransaction().enlistResource(new VetoingResource());
      assertThatThrownBy(scene.manager::commit).isInstanceOf(RollbackException.class);

      scene.shelf.look(scene.id); // its outcome counts as unknown: results are old once more
      scene.shelf.look(scene.id);
      scene.assertSettlesOn("new");
    }
  }

  @ParameterizedTest
  @EnumSource(value = CommitTrouble.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void commit_thatFails_leavesNothingThatTheDatabaseDoesNotSay(CommitTrouble trouble)
      throws Exception {
    try (JtaScene scene = JtaScene.of(AccessType.READ_WRITE);
        Session session = scene.factory.openSession()) {
      scene.begin(session);
      scene.change(session, "doubtful");
      scene.commitsGo(trouble);
      assertThatThrownBy(scene.manager::commit).isNotNull();
      scene.commitsGo(CommitTrouble.NONE);

      scene.shelf.assertTruth(trouble, scene.id);
      scene.shelf.assertTruth(trouble, scene.id);
    }
  }

  @EveryStrategy
  void secondSession_ofTheSameTransaction_seesWhatTheFirstFlushed(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session first = scene.factory.openSession();
        Session second = scene.factory.openSession()) {
      scene.begin(first, second);
      scene.change(first, "updated");
      String seen = scene.title(second);
      String apart = scene.shelf.stage().read(scene::title);
      scene.manager.commit();

      assertThat(seen).isEqualTo("updated");
      assertThat(apart).isEqualTo("new");
      scene.assertSettlesOn("updated");
    }
  }

  @EveryStrategy
  void secondSession_ofATransactionThatRollsBack_leavesNothingOfIt(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session first = scene.factory.openSession();
        Session second = scene.factory.openSession()) {
      scene.begin(first, second);
      scene.change(first, "never");
      String seen = scene.title(second);
      scene.manager.rollback();

      assertThat(seen).isEqualTo("never");
      scene.assertSettlesOn("new");
    }
  }

  @EveryStrategy
  void bothSessions_ofATransactionThatChangeOneBook_leaveTheLastState(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session first = scene.factory.openSession();
        Session second = scene.factory.openSession()) {
      scene.begin(first, second);
      scene.change(first, "first");
      scene.change(second, "second");
      scene.manager.commit();

      scene.assertSettlesOn("second");
    }
  }

  @EveryStrategy
  void read_whileTheTransactionIsSuspended_seesTheOldAndFillsNothingStale(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session session = scene.factory.openSession()) {
      scene.begin(session);
      scene.change(session, "updated");
      Transaction suspended = scene.manager.suspend();
      scene.shelf.assertTruth("suspended", scene.id);
      scene.manager.resume(suspended);
      scene.manager.commit();

      scene.assertSettlesOn("updated");
    }
  }

  @EveryStrategy
  void rollback_byAnotherThread_leavesTheOldOnceTheSessionIsUsed(AccessType strategy)
      throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session session = scene.factory.openSession()) {
      scene.begin(session);
      scene.change(session, "never");
      rollBackElsewhere(scene.manager.getTransaction());
      scene.shelf.assertTruth("before the session heard of it", scene.id);
      Narayana.suspend();
      assertThatThrownBy(() -> scene.title(session)).isInstanceOf(HibernateException.class);

      scene.shelf.assertTruth("afterwards", scene.id);
    }
  }

  private static void rollBackElsewhere(Transaction transaction) throws InterruptedException {
    Thread reaper =
        new Thread(
            () -> {
              try {
                transaction.rollback();
              } catch (Exception e) {
                throw new IllegalStateException("not rolled back", e);
              }
            });
    reaper.start();
    reaper.join();
  }

  @EveryStrategy
  void transactions_oneAfterTheOtherInOneSession_areEachSeen(AccessType strategy) throws Exception {
    try (JtaScene scene = JtaScene.of(strategy);
        Session session = scene.factory.openSession()) {
      for (String text : new String[] {"first", "second", "third"}) {
        scene.begin(session);
        scene.change(session, text);
        scene.manager.commit();

        scene.assertSettlesOn(text);
      }
      assertThat(scene.manager.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
      assertThat(scene.shelf.stage().isCached(Book.class, scene.id)).isTrue();
    }
  }
}
