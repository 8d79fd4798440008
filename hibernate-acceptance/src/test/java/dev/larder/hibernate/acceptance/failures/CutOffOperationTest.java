// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.races.Picture;
import dev.larder.hibernate.acceptance.races.Shelf;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import dev.larder.hibernate.acceptance.shop.Review;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No operation fails while no region reaches its store, and what it reads is the database's. */
class CutOffOperationTest {
  private static final Map<AccessType, Shelf> SHELVES = new EnumMap<>(AccessType.class);

  @AfterAll
  static void closeShelves() {
    SHELVES.values().forEach(Shelf::close);
    SHELVES.clear();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void operation_cutOff_works(AccessType strategy, Operation operation) {
    Shelf shelf = shelf(strategy);
    long id = newBook(shelf);

    try (Cut unused = Cut.now()) {
      operation.run(shelf.stage(), id);
    }

    shelf.assertTruth(operation, id);
    shelf.look(id);
    shelf.assertTruthAndCached(operation, id);
  }

  static Stream<Arguments> operation_cutOff_works() {
    return Stream.of(AccessType.READ_ONLY, AccessType.NONSTRICT_READ_WRITE, AccessType.READ_WRITE)
        .flatMap(
            strategy -> Stream.of(Operation.values()).map(each -> Arguments.of(strategy, each)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("operation_cutOff_works")
  void operation_afterOthersFoundTheRegionCutOff_works(AccessType strategy, Operation operation) {
    Shelf shelf = shelf(strategy);
    long id = newBook(shelf);

    try (Cut unused = Cut.now()) {
      Picture seen = Picture.fresh(shelf.stage(), id);
      operation.run(shelf.stage(), id);

      assertThat(seen).isEqualTo(Picture.inDatabase(shelf.stage(), id));
      shelf.assertTruth(operation, id);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("operation_cutOff_works")
  void operation_interrupted_worksAndLeavesTheThreadInterrupted(
      AccessType strategy, Operation operation) {
    Shelf shelf = shelf(strategy);
    long id = newBook(shelf);

    boolean stillInterrupted;
    try (Cut unused = Cut.now()) {
      Thread.currentThread().interrupt();
      operation.run(shelf.stage(), id);
    } finally {
      stillInterrupted = Thread.interrupted();
    }

    assertThat(stillInterrupted).isTrue();
    shelf.assertTruth(operation, id);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void operation_interruptedOnAStoreThatAnswers_works(AccessType strategy, Operation operation) {
    Shelf shelf = shelf(strategy);
    long id = newBook(shelf);

    boolean stillInterrupted;
    try {
      Thread.currentThread().interrupt();
      operation.run(shelf.stage(), id);
    } finally {
      stillInterrupted = Thread.interrupted();
    }

    assertThat(stillInterrupted).isTrue();
    shelf.assertTruth(operation, id);
  }

  static Stream<Arguments> operation_interruptedOnAStoreThatAnswers_works() {
    return operation_cutOff_works()
        .filter(
            arguments ->
                !((Operation) arguments.get()[1]).name().startsWith("CONTAINS")); // it does
  }

  private static Shelf shelf(AccessType strategy) {
    return SHELVES.computeIfAbsent(strategy, key -> new Shelf(Cut.stage(key).open()));
  }

  /** New, cached, and made by inserts alone, as READ_ONLY wants it. */
  private static long newBook(Shelf shelf) {
    long id = shelf.newId();
    Book book = new Book(id, "new");
    book.tags.add("new");
    shelf
        .stage()
        .write(
            session -> {
              session.persist(book);
              session.persist(new Review(id * 10, book, "new"));
            });
    shelf.look(id);
    assertThat(Picture.statements(shelf.stage(), id)).isZero();
    shelf.stage().sql("delete from " + Note.class.getSimpleName());
    return id;
  }
}
