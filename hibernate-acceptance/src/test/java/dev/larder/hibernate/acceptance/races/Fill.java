// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static dev.larder.hibernate.acceptance.races.Part.BOOK;
import static dev.larder.hibernate.acceptance.races.Part.NATURAL_ID;
import static dev.larder.hibernate.acceptance.races.Part.RESULTS;
import static dev.larder.hibernate.acceptance.races.Part.REVIEWS;
import static dev.larder.hibernate.acceptance.races.Part.TAGS;

import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Review;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** The ways a session that reads fills the cache. */
enum Fill {
  FIND(Book.class, (session, id) -> session.find(Book.class, id), BOOK, NATURAL_ID),
  QUERY(Book.class, (session, id) -> query(session, "", id), BOOK, NATURAL_ID),
  JOIN_FETCH_OF_TAGS(
      Book.class, (session, id) -> query(session, "left join fetch b.tags", id), BOOK, TAGS),
  JOIN_FETCH_OF_REVIEWS(
      Book.class, (session, id) -> query(session, "left join fetch b.reviews", id), BOOK, REVIEWS),
  LAZY_TAGS(Void.class, (session, id) -> lazyTags(session.find(Book.class, id)), TAGS),
  LAZY_REVIEWS(Review.class, (session, id) -> lazyReviews(session.find(Book.class, id)), REVIEWS),
  NATURAL_ID_LOOKUP(Book.class, Fill::naturalId, BOOK, NATURAL_ID),
  QUERY_RESULTS(Void.class, Fill::results, RESULTS),
  ENTITY_QUERY_RESULTS(Book.class, Queries::rowOfEntity, BOOK, RESULTS);

  private final Class<?> seenLoading;
  private final BiConsumer<Session, Long> load;
  private final Set<Part> parts;

  Fill(Class<?> seenLoading, BiConsumer<Session, Long> load, Part first, Part... more) {
    this.seenLoading = seenLoading;
    this.load = load;
    this.parts = EnumSet.of(first, more);
  }

  /** Reads a book that exists, or may not. */
  void run(Session session, long id) {
    load.accept(session, id);
  }

  /** Whether an interceptor sees this being read, after the row left the database. */
  boolean isSeenLoading(Object entity) {
    return seenLoading.isInstance(entity);
  }

  /** Whether an interceptor sees anything of it. */
  boolean canBePaused() {
    return seenLoading != Void.class;
  }

  /** Whether it fills what a change makes old. */
  boolean fillsAnyOf(Set<Part> changed) {
    return parts.stream().anyMatch(changed::contains);
  }

  private static void query(Session session, String fetch, long id) {
    session
        .createSelectionQuery("select b from Book b " + fetch + " where b.id = :id", Book.class)
        .setParameter("id", id)
        .getResultList();
  }

  private static void lazyTags(Book book) {
    if (book != null) {
      Hibernate.initialize(book.tags);
    }
  }

  private static void lazyReviews(Book book) {
    if (book != null) {
      Hibernate.initialize(book.reviews);
    }
  }

  @SuppressWarnings("deprecation") // 7.4 has find(.., KeyType.NATURAL); 6.6 only this
  private static void naturalId(Session session, long id) {
    session.bySimpleNaturalId(Book.class).load(Picture.firstIsbn(id));
  }

  private static void results(Session session, long id) {
    Queries.row(session, id);
    Queries.tags(session, id);
  }
}
