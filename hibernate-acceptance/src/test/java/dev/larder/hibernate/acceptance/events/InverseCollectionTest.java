// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Review;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;

/**
 * Reviews are stored by their own side; {@code auto_evict_collection_cache} keeps the books right.
 */
class InverseCollectionTest {
  private static final String REVIEWS = Book.class.getName() + ".reviews";

  @EveryWritableStrategy
  void review_inserted_isAmongItsBooks(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(session -> session.persist(new Review(12, book(session, 1), "late")));

      assertSettlesOn(stage, 1, Set.of(11L, 12L));
    }
  }

  @EveryWritableStrategy
  void review_insertRolledBack_isNot(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.rollBack(
          session -> {
            session.persist(new Review(12, book(session, 1), "never"));
            session.flush();
            session.clear();
            assertThat(reviews(1).apply(session)).containsExactlyInAnyOrder(11L, 12L);
          });

      assertSettlesOn(stage, 1, Set.of(11L));
    }
  }

  @EveryWritableStrategy
  void review_deleted_isGoneFromItsBook(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(session -> session.remove(session.find(Review.class, 11L)));

      assertSettlesOn(stage, 1, Set.of());
    }
  }

  @EveryWritableStrategy
  void review_moved_leavesOneBookForTheOther(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(session -> session.find(Review.class, 11L).book = book(session, 2));

      assertSettlesOn(stage, 1, Set.of());
      assertSettlesOn(stage, 2, Set.of(11L, 21L));
    }
  }

  @EveryWritableStrategy
  void review_movedAndRolledBack_stays(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.rollBack(
          session -> {
            session.find(Review.class, 11L).book = book(session, 2);
            session.flush();
          });

      assertSettlesOn(stage, 1, Set.of(11L));
      assertSettlesOn(stage, 2, Set.of(21L));
    }
  }

  @EveryWritableStrategy
  void review_movedByANativeStatement_leavesOneBookForTheOther(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(
          session ->
              session
                  .createNativeMutationQuery("update Review set book_id = 2 where id = 11")
                  .executeUpdate());

      assertSettlesOn(stage, 1, Set.of());
      assertSettlesOn(stage, 2, Set.of(11L, 21L));
    }
  }

  @EveryWritableStrategy
  void review_movedByHqlAndRolledBack_stays(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.rollBack(
          session -> {
            session
                .createMutationQuery("update Review set book.id = 2 where id = 11")
                .executeUpdate();
            assertThat(reviews(2).apply(session)).containsExactlyInAnyOrder(11L, 21L);
          });

      assertSettlesOn(stage, 1, Set.of(11L));
      assertSettlesOn(stage, 2, Set.of(21L));
    }
  }

  @EveryStrategy
  void joinFetch_ofReviews_fillsThemAndTheirCollection(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.factory.getCache().evictAllRegions();

      stage.write(
          session ->
              session
                  .createQuery("from Book b join fetch b.reviews where b.id = 1", Book.class)
                  .getResultList());

      assertThat(Reading.of(stage, reviews(1))).isEqualTo(Reading.cached(Set.of(11L)));
    }
  }

  @EveryWritableStrategy
  void book_evictedWhileItsCollectionIsThere_loadsTheBookAlone(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.factory.getCache().evictEntityData(Book.class, 1L);

      long statements = stage.statements(() -> stage.read(reviews(1)));

      assertThat(statements).isEqualTo(1);
    }
  }

  @EveryWritableStrategy
  void collection_cachedWhileAnElementIsGone_isStillRight(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.factory.getCache().evictEntityData(Review.class, 11L);

      Set<Long> first = stage.read(reviews(1));

      assertThat(first).containsExactly(11L);
      assertSettlesOn(stage, 1, Set.of(11L));
    }
  }

  private static Stage stage(AccessType strategy) {
    return Stage.builder(strategy)
        .with("hibernate.cache.auto_evict_collection_cache", "true")
        .open()
        .set(
            stage -> {
              stage.write(
                  session -> {
                    for (long id = 1; id <= 2; id++) {
                      Book book = new Book(id, "Volume " + id);
                      session.persist(book);
                      session.persist(new Review(10 * id + 1, book, "good"));
                    }
                  });
              for (long id = 1; id <= 2; id++) {
                stage.read(reviews(id));
                assertThat(stage.factory.getCache().containsCollection(REVIEWS, id)).isTrue();
              }
            });
  }

  private static Book book(Session session, long id) {
    return session.find(Book.class, id);
  }

  private static Function<Session, Set<Long>> reviews(long bookId) {
    return session ->
        book(session, bookId).reviews.stream()
            .map(review -> review.id)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static void assertSettlesOn(Stage stage, long bookId, Set<Long> ids) {
    assertThat(Reading.of(stage, reviews(bookId)).value())
        .as("first read of %s", bookId)
        .isEqualTo(ids);
    assertThat(Reading.of(stage, reviews(bookId)))
        .as("second read of %s", bookId)
        .isEqualTo(Reading.cached(ids));
  }
}
