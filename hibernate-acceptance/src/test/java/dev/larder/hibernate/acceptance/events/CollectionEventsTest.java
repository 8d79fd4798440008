// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of a collection of elements take its entry away; a reload brings the committed one. */
class CollectionEventsTest {
  private static final String TAGS = Book.class.getName() + ".tags";

  static Stream<Arguments> changes() {
    return Stream.of(AccessType.NONSTRICT_READ_WRITE, AccessType.READ_WRITE)
        .flatMap(
            strategy ->
                Stream.of(CollectionOperation.values())
                    .map(operation -> Arguments.of(strategy, operation)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_committed_isSeen(AccessType strategy, CollectionOperation operation) {
    try (Stage stage = stage(strategy)) {
      stage.write(session -> operation.applyTo(book(session)));

      assertSettlesOn(stage, operation.outcome);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_rolledBack_leavesTheOldElements(AccessType strategy, CollectionOperation operation) {
    try (Stage stage = stage(strategy)) {
      stage.rollBack(
          session -> {
            operation.applyTo(book(session));
            session.flush();
          });

      assertSettlesOn(stage, Set.of("a", "b"));
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_readAgainInItsOwnTransaction_isSeenThereAndNotCached(
      AccessType strategy, CollectionOperation operation) {
    try (Stage stage = stage(strategy)) {
      List<Set<String>> seen = new ArrayList<>();

      stage.rollBack(
          session -> {
            operation.applyTo(book(session));
            session.flush();
            session.clear();
            seen.add(tags(session));
            seen.add(stage.read(CollectionEventsTest::tags));
          });

      assertThat(seen).containsExactly(operation.outcome, Set.of("a", "b"));
      assertSettlesOn(stage, Set.of("a", "b"));
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_flushedBeforeAnother_isSeenWithIt(
      AccessType strategy, CollectionOperation operation) {
    try (Stage stage = stage(strategy)) {
      stage.write(
          session -> {
            book(session).tags.add("first");
            session.flush();
            operation.applyTo(book(session));
            book(session).tags.remove("first");
          });

      assertSettlesOn(stage, operation.outcome);
    }
  }

  @EveryStrategy
  void lazyLoad_ofAnEntryThatIsThere_needsNoStatement(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      Reading<Set<String>> reading = Reading.of(stage, CollectionEventsTest::tags);

      assertThat(reading).isEqualTo(Reading.cached(Set.of("a", "b")));
    }
  }

  @EveryStrategy
  void lazyLoad_ofAnEvictedEntry_fills(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.factory.getCache().evictCollectionData(TAGS, 1L);

      Reading<Set<String>> first = Reading.of(stage, CollectionEventsTest::tags);
      Reading<Set<String>> second = Reading.of(stage, CollectionEventsTest::tags);

      assertThat(first).isEqualTo(Reading.loaded(Set.of("a", "b")));
      assertThat(second).isEqualTo(Reading.cached(Set.of("a", "b")));
    }
  }

  @EveryStrategy
  void joinFetch_ofAnEvictedEntry_fills(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.factory.getCache().evictCollectionData(TAGS);

      stage.write(
          session ->
              session.createQuery("from Book b join fetch b.tags", Book.class).getResultList());

      assertThat(stage.factory.getCache().containsCollection(TAGS, 1L)).isTrue();
      assertThat(Reading.of(stage, CollectionEventsTest::tags))
          .isEqualTo(Reading.cached(Set.of("a", "b")));
    }
  }

  @EveryStrategy
  void owner_inserted_hasItsElements(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(
          session -> {
            Book book = new Book(2, "Emma");
            book.tags.add("novel");
            session.persist(book);
          });

      for (int read = 0; read < 2; read++) {
        Set<String> tags = stage.read(session -> Set.copyOf(session.find(Book.class, 2L).tags));
        assertThat(tags).containsExactly("novel");
      }
    }
  }

  @EveryStrategy
  void owner_insertRolledBack_leavesNoElements(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.rollBack(
          session -> {
            Book book = new Book(2, "Emma");
            book.tags.add("novel");
            session.persist(book);
            session.flush();
            session.clear();
            assertThat(session.find(Book.class, 2L).tags).hasSize(1);
          });
      stage.write(session -> session.persist(new Book(2, "Persuasion")));

      Set<String> tags = stage.read(session -> Set.copyOf(session.find(Book.class, 2L).tags));
      assertThat(tags).isEmpty();
    }
  }

  @EveryStrategy
  void owner_deleted_leavesNoElements(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(session -> session.remove(book(session)));

      assertThat(stage.factory.getCache().containsCollection(TAGS, 1L)).isFalse();
    }
  }

  @EveryStrategy
  void owner_deletedAndInsertedAgain_hasTheNewElements(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(session -> session.remove(book(session)));
      stage.write(
          session -> {
            Book book = new Book(1, "Walden");
            book.tags.add("again");
            session.persist(book);
          });

      assertSettlesOn(stage, Set.of("again"));
    }
  }

  @EveryStrategy
  void owner_deleteRolledBack_keepsItsElements(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.rollBack(
          session -> {
            session.remove(book(session));
            session.flush();
          });

      assertSettlesOn(stage, Set.of("a", "b"));
    }
  }

  @EveryWritableStrategy
  void element_added_raisesTheCachedVersionOfItsOwner(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      int before = stage.read(session -> book(session).version);

      stage.write(session -> CollectionOperation.ADD.applyTo(book(session)));

      assertThat(Reading.of(stage, session -> book(session).version).value()).isEqualTo(before + 1);
      stage.write(session -> CollectionOperation.CLEAR.applyTo(book(session)));
      assertThat(Reading.of(stage, session -> book(session).version).value()).isEqualTo(before + 2);
    }
  }

  private static Stage stage(AccessType strategy) {
    return Stage.of(strategy)
        .set(
            stage -> {
              stage.write(
                  session -> {
                    Book book = new Book(1, "Walden");
                    book.tags.add("a");
                    book.tags.add("b");
                    session.persist(book);
                  });
              stage.read(CollectionEventsTest::tags);
              assertThat(stage.factory.getCache().containsCollection(TAGS, 1L)).isTrue();
            });
  }

  private static Book book(Session session) {
    return session.find(Book.class, 1L);
  }

  private static Set<String> tags(Session session) {
    return Set.copyOf(book(session).tags);
  }

  private static void assertSettlesOn(Stage stage, Set<String> tags) {
    assertThat(Reading.of(stage, CollectionEventsTest::tags).value())
        .as("first read")
        .isEqualTo(tags);
    assertThat(Reading.of(stage, CollectionEventsTest::tags))
        .as("second read")
        .isEqualTo(Reading.cached(tags));
  }
}
