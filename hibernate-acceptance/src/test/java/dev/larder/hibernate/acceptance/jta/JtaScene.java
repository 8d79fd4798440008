// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.narayana.Narayana;
import dev.larder.hibernate.acceptance.races.Shelf;
import dev.larder.hibernate.acceptance.shop.Book;
import jakarta.transaction.TransactionManager;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.access.AccessType;

/** A stage under JTA with one book, all of it cached; commits may be made to go wrong. */
final class JtaScene implements AutoCloseable {
  final TransactionManager manager = Narayana.manager();
  final Shelf shelf;
  final SessionFactory factory;
  final long id;
  private volatile CommitTrouble trouble = CommitTrouble.NONE;

  private JtaScene(AccessType strategy) {
    Stage stage =
        Stage.builder(strategy).jta(database -> new TroubledResource(database, this)).open();
    shelf = new Shelf(stage);
    factory = stage.factory;
    id = shelf.newCachedBook();
  }

  static JtaScene of(AccessType strategy) {
    return new JtaScene(strategy);
  }

  CommitTrouble trouble() {
    return trouble;
  }

  /** From now on commits go like this. */
  void commitsGo(CommitTrouble next) {
    trouble = next;
  }

  /** Begins a transaction, and has sessions that are open join it. */
  void begin(Session... sessions) throws Exception {
    manager.begin();
    for (Session session : sessions) {
      session.joinTransaction();
    }
  }

  /** Begins a transaction, and works in a session of it that is closed before its end. */
  void beginAndClose(Consumer<Session> work) throws Exception {
    manager.begin();
    try (Session session = factory.openSession()) {
      work.accept(session);
    }
  }

  /** Changes all there is of the book, and flushes. */
  void change(Session session, String text) {
    Book book = session.find(Book.class, id);
    book.title = text;
    book.tags.add(text);
    book.reviews.get(0).text = text;
    session.flush();
  }

  /** The title that this session finds. */
  String title(Session session) {
    session.clear();
    return session.find(Book.class, id).title;
  }

  /** The database's title, and all else as it says, from the cache in the end. */
  void assertSettlesOn(String title) {
    shelf.assertTruthAndCached(title, id);
    assertThat(shelf.stage().read(this::title)).isEqualTo(title);
  }

  @Override
  public void close() {
    Narayana.suspend();
    shelf.close();
  }
}
