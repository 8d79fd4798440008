// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Review;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;

/** With {@code use_structured_entries} the cache holds maps; sessions see no difference. */
class StructuredEntriesTest {

  @EveryStrategy
  void insert_ofAGraph_isReadFromTheCache(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.read(StructuredEntriesTest::describe);

      assertThat(Reading.of(stage, StructuredEntriesTest::describe))
          .isEqualTo(Reading.cached(List.of("Walden", "7", "isbn-1", "[tag]", "good")));
    }
  }

  @EveryWritableStrategy
  void update_committed_isSeen(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.read(StructuredEntriesTest::describe);

      stage.write(
          session -> {
            Book book = session.find(Book.class, 1L);
            book.title = null;
            book.price = 8;
            book.tags.clear();
          });

      for (int read = 0; read < 2; read++) {
        assertThat(Reading.of(stage, StructuredEntriesTest::describe).value())
            .containsExactly("null", "8", "isbn-1", "[]", "good");
      }
      assertThat(Reading.of(stage, StructuredEntriesTest::describe).fromCache()).isTrue();
    }
  }

  @EveryWritableStrategy
  void update_rolledBack_leavesTheOldState(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.read(StructuredEntriesTest::describe);

      stage.rollBack(
          session -> {
            session.find(Book.class, 1L).title = "never";
            session.find(Book.class, 1L).tags.add("never");
            session.flush();
            session.clear();
            describe(session);
          });

      for (int read = 0; read < 2; read++) {
        assertThat(Reading.of(stage, StructuredEntriesTest::describe).value())
            .containsExactly("Walden", "7", "isbn-1", "[tag]", "good");
      }
      assertThat(Reading.of(stage, StructuredEntriesTest::describe).fromCache()).isTrue();
    }
  }

  @EveryStrategy
  void delete_committed_leavesNothing(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.read(StructuredEntriesTest::describe);

      stage.write(
          session -> {
            session.remove(session.find(Review.class, 11L));
            session.remove(session.find(Book.class, 1L));
          });

      assertThat(Reading.of(stage, session -> Catalogue.title(session, "isbn-1")).value())
          .isEqualTo(Catalogue.NOBODY);
      assertThat(stage.factory.getCache().containsEntity(Book.class, 1L)).isFalse();
    }
  }

  private static Stage stage(AccessType strategy) {
    return Stage.builder(strategy)
        .with("hibernate.cache.use_structured_entries", "true")
        .open()
        .set(
            stage ->
                stage.write(
                    session -> {
                      Book book = new Book(1, "Walden");
                      book.price = 7;
                      book.tags.add("tag");
                      session.persist(book);
                      session.persist(new Review(11, book, "good"));
                    }));
  }

  private static List<String> describe(Session session) {
    Book book = Catalogue.find(session, "isbn-1").orElseThrow();
    return List.of(
        String.valueOf(book.title),
        String.valueOf(book.price),
        book.isbn,
        String.valueOf(List.copyOf(book.tags)),
        session.find(Review.class, 11L).text);
  }
}
