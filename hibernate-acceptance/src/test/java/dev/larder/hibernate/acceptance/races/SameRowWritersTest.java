// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two transactions write one row: the second has told the cache and waits for the first in the
 * database.
 */
class SameRowWritersTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final Shelves SHELVES = new Shelves();

  private final ExecutorService secondThread = Executors.newSingleThreadExecutor();

  @AfterEach
  void stopThread() {
    secondThread.shutdownNow();
  }

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest
  @CsvSource({
    "READ_WRITE, COMMIT, COMMIT",
    "READ_WRITE, COMMIT, ROLLBACK",
    "READ_WRITE, ROLLBACK, COMMIT",
    "READ_WRITE, ROLLBACK, ROLLBACK",
    "NONSTRICT_READ_WRITE, COMMIT, COMMIT",
    "NONSTRICT_READ_WRITE, COMMIT, ROLLBACK",
    "NONSTRICT_READ_WRITE, ROLLBACK, COMMIT",
    "NONSTRICT_READ_WRITE, ROLLBACK, ROLLBACK"
  })
  void update_waitingForAnotherOfTheRow_leavesTheLastCommit(
      AccessType strategy, End endOfFirst, End endOfSecond) throws Exception {
    Shelf shelf = shelf(strategy);
    long id = shelf.newId();
    shelf.stage().write(session -> session.persist(new Note(id, "old")));

    Future<?> second;
    try (OpenChange first = change(shelf, session -> text(session, id, "first"))) {
      second = startBlocked(shelf, session -> text(session, id, "second"), endOfSecond);
      assertThat(text(shelf, id)).isEqualTo("old");
      endOfFirst.of(first);
    }
    text(shelf, id); // a reader while the second may still be open
    second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    String last = endOfSecond == End.COMMIT ? "second" : endOfFirst == End.COMMIT ? "first" : "old";
    assertThat(text(shelf, id)).isEqualTo(last);
    assertThat(text(shelf, id)).isEqualTo(last);
    assertThat(shelf.stage().isCached(Note.class, id)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"READ_WRITE", "NONSTRICT_READ_WRITE"})
  void update_losingToANewerVersion_leavesTheWinnersState(AccessType strategy) throws Exception {
    Shelf shelf = shelf(strategy);
    long id = shelf.newCachedBook();

    Future<?> loser;
    try (OpenChange winner = change(shelf, session -> title(session, id, "winner"))) {
      loser = startBlocked(shelf, session -> title(session, id, "loser"), End.COMMIT);
      winner.commit();
    }
    shelf.look(id);

    assertThat(failureOf(loser)).isInstanceOf(RuntimeException.class);
    shelf.assertTruthAndCached("the loser has failed", id);
  }

  @Test
  void delete_waitingForAnUpdateOfTheRow_leavesNothing() throws Exception {
    Shelf shelf = shelf(AccessType.READ_WRITE);
    long id = shelf.newId();
    shelf.stage().write(session -> session.persist(new Note(id, "old")));

    Future<?> second;
    try (OpenChange first = change(shelf, session -> text(session, id, "first"))) {
      second =
          startBlocked(shelf, session -> session.remove(session.find(Note.class, id)), End.COMMIT);
      first.commit();
    }
    second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(shelf.stage().<Note>read(session -> session.find(Note.class, id))).isNull();
  }

  private static Shelf shelf(AccessType strategy) {
    return SHELVES.of(
        strategy, () -> new Shelf(Stage.builder(strategy).urlSuffix(";LOCK_TIMEOUT=60000").open()));
  }

  private static OpenChange change(Shelf shelf, Consumer<Session> work) {
    return OpenChange.managed(shelf.stage().factory, work);
  }

  /** Comes back when the second writer has told the cache what it will write, and writes. */
  @SuppressWarnings("deprecation") // 7 has statementInspector(UnaryOperator); 6.6 only this
  private Future<?> startBlocked(Shelf shelf, Consumer<Session> work, End end)
      throws InterruptedException {
    CountDownLatch writes = new CountDownLatch(1);
    StatementInspector inspector =
        sql -> {
          if (!sql.startsWith("select")) {
            writes.countDown(); // the intent comes before the statement
          }
          return sql;
        };
    Future<?> second =
        secondThread.submit(
            () -> {
              try (Session session =
                  shelf.stage().factory.withOptions().statementInspector(inspector).openSession()) {
                work(session, work, end);
              }
            });
    assertThat(writes.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return second;
  }

  private static void work(Session session, Consumer<Session> work, End end) {
    session.beginTransaction();
    try {
      work.accept(session);
      session.flush();
    } catch (RuntimeException e) {
      session.getTransaction().rollback();
      throw e;
    }
    if (end == End.COMMIT) {
      session.getTransaction().commit();
    } else {
      session.getTransaction().rollback();
    }
  }

  private static Throwable failureOf(Future<?> work) throws Exception {
    try {
      work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private static void text(Session session, long id, String text) {
    session.find(Note.class, id).text = text;
  }

  private static void title(Session session, long id, String title) {
    session.find(Book.class, id).title = title;
  }

  private static String text(Shelf shelf, long id) {
    return shelf.stage().read(session -> session.find(Note.class, id)).text;
  }
}
