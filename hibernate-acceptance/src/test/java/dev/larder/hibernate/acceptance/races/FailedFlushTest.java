// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction that changed one book, and then broke a constraint with another. */
class FailedFlushTest {
  private static final Shelves SHELVES = new Shelves();

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void rollback_afterAFailedFlush_leavesTheOldStateCacheable(AccessType strategy, Change change) {
    Shelf shelf = SHELVES.of(strategy, () -> new Shelf(Stage.of(strategy)));
    long id = change.makesTheBook() ? shelf.newId() : shelf.newBook();
    long another = shelf.newBook();
    long victim = shelf.newCachedBook();

    try (OpenChange open = change.begin(shelf.stage().factory, id)) {
      open.inside(
          session -> {
            session.find(Book.class, victim).isbn = Picture.firstIsbn(another);
            assertThatThrownBy(session::flush).hasMessageContaining("Unique");
          });
      shelf.assertTruth("failed, not rolled back", victim);
      open.rollBack();
    }

    shelf.assertTruthAndCached("the changed book", id);
    shelf.assertTruthAndCached("the book that failed", victim);
    shelf.assertTruthAndCached("the book in whose way it was", another);
  }

  static Stream<Arguments> cases() {
    return Stream.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)
        .flatMap(strategy -> managed().stream().map(change -> Arguments.of(strategy, change)));
  }

  private static List<Change> managed() {
    return Change.all().stream().filter(change -> !change.name().startsWith("STATELESS")).toList();
  }
}
