// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import dev.larder.hibernate.acceptance.histories.Counter.Drawn;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import jakarta.persistence.LockModeType;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.Version;

/** The ways a transaction raises a counter. Each bumps the version, so that no writer is lost. */
enum Writing {
  UPDATE(managed(Writing::update)),
  UPDATE_BY_VERSION(managed(Writing::updateByVersion)),
  FLUSH_CLEAR_AND_READ_AGAIN(managed(Writing::readAgain)),
  REPLACE_TAG(managed(Writing::replaceTag)),
  EXCHANGE_TAG(managed(Writing::exchangeTag)),
  NEW_ISBN(managed(Writing::newIsbn)),
  BULK_HQL(managed(Writing::bulkHql)),
  NATIVE(managed(Writing::nativeUpdate)),
  STATELESS_BULK_HQL(stateless(Writing::bulkHql)),
  STATELESS_NATIVE(stateless(Writing::nativeUpdate)),
  STATELESS_UPDATE(stateless(Writing::statelessUpdate)),
  UPDATE_NOTE(managed(Writing::updateNote)),
  REMOVE_AND_INSERT_NOTE(managed(Writing::removeAndInsertNote)),
  BULK_HQL_ON_NOTE(managed(Writing::bulkHqlOnNote));

  private final Transaction transaction;

  Writing(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Those that the Hibernate at hand tells the cache of: 6.6 does not for stateless updates. */
  static List<Writing> all() {
    boolean old = Version.getVersionString().startsWith("6.");
    return Arrays.stream(values()).filter(way -> !(old && way == STATELESS_UPDATE)).toList();
  }

  /** Raises a counter in a transaction of its own. */
  void run(SessionFactory factory, Subject subject, Ending ending) {
    transaction.run(factory, subject, ending);
  }

  /** How the transaction ends, given what it has written. */
  @FunctionalInterface
  interface Ending {
    void end(SharedSessionContract session, Drawn drawn);
  }

  /** A session with a transaction around a write. */
  private interface Transaction {
    void run(SessionFactory factory, Subject subject, Ending ending);
  }

  private static Transaction managed(BiFunction<Session, Subject, Drawn> write) {
    return (factory, subject, ending) -> {
      try (Session session = factory.openSession()) {
        inTransaction(session, () -> write.apply(session, subject), ending);
      }
    };
  }

  private static Transaction stateless(BiFunction<StatelessSession, Subject, Drawn> write) {
    return (factory, subject, ending) -> {
      try (StatelessSession session = factory.openStatelessSession()) {
        inTransaction(session, () -> write.apply(session, subject), ending);
      }
    };
  }

  private static void inTransaction(
      SharedSessionContract session, Supplier<Drawn> write, Ending ending) {
    session.beginTransaction();
    try {
      ending.end(session, write.get());
    } finally {
      if (session.getTransaction().isActive()) {
        session.getTransaction().rollback();
      }
    }
  }

  private static Drawn update(Session session, Subject subject) {
    Book book = locked(session, subject);
    Drawn drawn = subject.price().draw();
    book.price = drawn.value();
    session.flush();
    return drawn;
  }

  private static Drawn updateByVersion(Session session, Subject subject) {
    Book book = session.find(Book.class, subject.id()); // from the cache, perhaps
    Drawn drawn = subject.price().draw();
    book.price = drawn.value();
    session.flush(); // fails if that was not the newest
    return drawn;
  }

  private static Drawn readAgain(Session session, Subject subject) {
    Drawn drawn = update(session, subject);
    session.clear();
    int seen = session.find(Book.class, subject.id()).price;
    if (seen != drawn.value()) {
      throw new AssertionError("wrote " + drawn.value() + " and read " + seen);
    }
    return drawn;
  }

  private static Drawn replaceTag(Session session, Subject subject) {
    Book book = locked(session, subject);
    Drawn drawn = subject.tag().draw();
    book.tags = new LinkedHashSet<>(Set.of(Subject.tag(drawn.value())));
    session.flush();
    return drawn;
  }

  private static Drawn exchangeTag(Session session, Subject subject) {
    Book book = locked(session, subject);
    Drawn drawn = subject.tag().draw();
    book.tags.clear();
    book.tags.add(Subject.tag(drawn.value()));
    session.flush();
    return drawn;
  }

  private static Drawn newIsbn(Session session, Subject subject) {
    Book book = locked(session, subject);
    Drawn drawn = subject.isbn().draw();
    book.isbn = subject.isbn(drawn.value());
    session.flush();
    return drawn;
  }

  private static Drawn bulkHql(SharedSessionContract session, Subject subject) {
    lockRow(session, "Book", subject);
    Drawn drawn = subject.price().draw();
    session
        .createMutationQuery("update versioned Book set price = :price where id = :id")
        .setParameter("price", drawn.value())
        .setParameter("id", subject.id())
        .executeUpdate();
    return drawn;
  }

  private static Drawn nativeUpdate(SharedSessionContract session, Subject subject) {
    lockRow(session, "Book", subject);
    Drawn drawn = subject.price().draw();
    session
        .createNativeMutationQuery(
            "update Book set price = :price, version = version + 1 where id = :id")
        .setParameter("price", drawn.value())
        .setParameter("id", subject.id())
        .executeUpdate();
    return drawn;
  }

  private static Drawn statelessUpdate(StatelessSession session, Subject subject) {
    lockRow(session, "Book", subject);
    Book book = session.get(Book.class, subject.id());
    Drawn drawn = subject.price().draw();
    book.price = drawn.value();
    session.update(book);
    return drawn;
  }

  private static Drawn updateNote(Session session, Subject subject) {
    lockRow(session, "Note", subject);
    Note note = session.find(Note.class, subject.id());
    Drawn drawn = subject.text().draw();
    note.text = Integer.toString(drawn.value());
    session.flush();
    return drawn;
  }

  private static Drawn removeAndInsertNote(Session session, Subject subject) {
    lockRow(session, "Note", subject);
    session.remove(session.find(Note.class, subject.id()));
    session.flush();
    Drawn drawn = subject.text().draw();
    session.persist(new Note(subject.id(), Integer.toString(drawn.value())));
    session.flush();
    return drawn;
  }

  private static Drawn bulkHqlOnNote(Session session, Subject subject) {
    lockRow(session, "Note", subject);
    Drawn drawn = subject.text().draw();
    session
        .createMutationQuery("update Note set text = :text where id = :id")
        .setParameter("text", Integer.toString(drawn.value()))
        .setParameter("id", subject.id())
        .executeUpdate();
    return drawn;
  }

  private static Book locked(Session session, Subject subject) {
    return session.find(Book.class, subject.id(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** Keeps other writers from drawing, without Hibernate's knowing. */
  private static void lockRow(SharedSessionContract session, String table, Subject subject) {
    session.doWork(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select id from " + table + " where id = ? for update")) {
            select.setLong(1, subject.id());
            select.executeQuery();
          }
        });
  }
}
