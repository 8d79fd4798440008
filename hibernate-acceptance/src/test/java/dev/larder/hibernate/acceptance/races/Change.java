// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static dev.larder.hibernate.acceptance.races.Part.BOOK;
import static dev.larder.hibernate.acceptance.races.Part.NATURAL_ID;
import static dev.larder.hibernate.acceptance.races.Part.RESULTS;
import static dev.larder.hibernate.acceptance.races.Part.REVIEWS;
import static dev.larder.hibernate.acceptance.races.Part.TAGS;

import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Review;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Version;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.QueryProducer;
import org.hibernate.query.SynchronizeableQuery;

/** The ways a transaction changes a book, and what of the book each makes old. */
public enum Change {
  UPDATE(managed(Change::update), BOOK, RESULTS),
  DELETE(managed(Change::delete), Part.values()),
  DELETE_AND_INSERT(managed(Change::deleteAndInsert), Part.values()),
  INSERT(managed(Change::insert), Part.values()),
  ADD_TAG(managed(Change::addTag), BOOK, TAGS, RESULTS),
  REPLACE_TAGS(managed(Change::replaceTags), BOOK, TAGS, RESULTS),
  ADD_REVIEW(managed(Change::addReview), REVIEWS),
  REMOVE_REVIEW(managed(Change::removeReview), REVIEWS),
  CHANGE_NATURAL_ID(managed(Change::changeNaturalId), BOOK, NATURAL_ID),
  FORCE_INCREMENT(managed(Change::forceIncrement), BOOK),
  BULK_HQL(managed(Change::bulkHql), BOOK, NATURAL_ID, RESULTS),
  BULK_HQL_DELETE_OF_REVIEWS(managed(Change::bulkDelete), REVIEWS),
  NATIVE(managed(Change::nativeUpdate), BOOK, NATURAL_ID, RESULTS),
  NATIVE_INSERT_OF_REVIEW(managed(Change::nativeReview), REVIEWS),
  NATIVE_NAMING_ITS_ENTITY(managed(Change::nativeNamingBook), BOOK, NATURAL_ID, RESULTS),
  STATELESS_BULK_HQL(stateless(Change::bulkHql), BOOK, NATURAL_ID, RESULTS),
  STATELESS_NATIVE(stateless(Change::nativeUpdate), BOOK, NATURAL_ID, RESULTS),
  STATELESS_UPDATE(stateless(Change::updateStateless), BOOK, RESULTS);

  private final Beginning beginning;
  private final Set<Part> parts;

  Change(Beginning beginning, Part... parts) {
    this.beginning = beginning;
    this.parts = EnumSet.copyOf(List.of(parts));
  }

  /** Those that the Hibernate at hand tells the cache of: 6.6 does not for stateless updates. */
  public static List<Change> all() {
    boolean old = Version.getVersionString().startsWith("6.");
    return Arrays.stream(values()).filter(change -> !(old && change == STATELESS_UPDATE)).toList();
  }

  /** What it makes old. */
  public Set<Part> parts() {
    return parts;
  }

  /** Whether there must be no such book yet. */
  public boolean makesTheBook() {
    return this == INSERT;
  }

  /** Does it in a transaction that stays open. */
  public OpenChange begin(SessionFactory factory, long id) {
    return beginning.begin(factory, id);
  }

  /** Opens a transaction and works in it. */
  private interface Beginning {
    OpenChange begin(SessionFactory factory, long id);
  }

  private static Beginning managed(BiConsumer<Session, Long> work) {
    return (factory, id) -> OpenChange.managed(factory, session -> work.accept(session, id));
  }

  private static Beginning stateless(BiConsumer<StatelessSession, Long> work) {
    return (factory, id) -> OpenChange.stateless(factory, session -> work.accept(session, id));
  }

  private static void update(Session session, long id) {
    Book book = session.find(Book.class, id);
    book.title = "updated";
    book.price++;
  }

  private static void delete(Session session, long id) {
    Book book = session.find(Book.class, id);
    book.reviews.forEach(session::remove);
    session.remove(book);
  }

  private static void deleteAndInsert(Session session, long id) {
    delete(session, id);
    session.flush();
    insert(session, id); // its version starts again, below that of the deleted row
  }

  private static void insert(Session session, long id) {
    Book book = new Book(id, "inserted");
    book.tags.add("inserted");
    session.persist(book);
    review(session, book, id * 10 + 2);
  }

  private static void addTag(Session session, long id) {
    session.find(Book.class, id).tags.add("added");
  }

  private static void replaceTags(Session session, long id) {
    session.find(Book.class, id).tags = new LinkedHashSet<>(Set.of("replaced"));
  }

  private static void addReview(Session session, long id) {
    review(session, session.find(Book.class, id), id * 10 + 1);
  }

  private static void review(Session session, Book book, long reviewId) {
    Review review = new Review(reviewId, book, "more");
    session.persist(review);
    book.reviews.add(review);
  }

  private static void removeReview(Session session, long id) {
    Book book = session.find(Book.class, id);
    session.remove(book.reviews.remove(0));
  }

  private static void changeNaturalId(Session session, long id) {
    session.find(Book.class, id).isbn = Picture.nextIsbn(id);
  }

  private static void forceIncrement(Session session, long id) {
    session.find(Book.class, id, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
  }

  private static void bulkHql(QueryProducer session, long id) {
    session
        .createMutationQuery(
            "update versioned Book set title = 'bulk', isbn = :isbn where id = :id")
        .setParameter("isbn", Picture.nextIsbn(id))
        .setParameter("id", id)
        .executeUpdate();
  }

  private static void bulkDelete(QueryProducer session, long id) {
    session
        .createMutationQuery("delete Review where book.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  private static void nativeUpdate(QueryProducer session, long id) {
    session
        .createNativeMutationQuery(
            "update Book set title = 'native', isbn = :isbn, version = version + 1 where id = :id")
        .setParameter("isbn", Picture.nextIsbn(id))
        .setParameter("id", id)
        .executeUpdate();
  }

  private static void nativeReview(QueryProducer session, long id) {
    session
        .createNativeMutationQuery(
            "insert into Review (id, version, book_id, text) values (:review, 0, :id, 'native')")
        .setParameter("review", id * 10 + 3)
        .setParameter("id", id)
        .executeUpdate();
  }

  private static void nativeNamingBook(QueryProducer session, long id) {
    MutationQuery update =
        session
            .createNativeMutationQuery(
                "update Book set title = 'native', isbn = :isbn where id = :id")
            .setParameter("isbn", Picture.nextIsbn(id))
            .setParameter("id", id);
    ((SynchronizeableQuery) update).addSynchronizedEntityClass(Book.class);
    update.executeUpdate();
  }

  private static void updateStateless(StatelessSession session, long id) {
    Book book = session.get(Book.class, id);
    book.title = "stateless";
    session.update(book);
  }
}
