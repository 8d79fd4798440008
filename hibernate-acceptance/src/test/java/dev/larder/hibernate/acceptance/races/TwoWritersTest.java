// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two transactions are open at once and have to do with the same key, region or table; a reader
 * fills whatever it can before, between and after their ends.
 */
class TwoWritersTest {
  private static final Shelves SHELVES = new Shelves();

  /** What two transactions do; the database lets both, since no row is written by both. */
  enum Pair {
    TWO_REVIEWS_OF_ONE_BOOK(addsReview(4), addsReview(5)),
    REVIEW_AND_UPDATE_OF_ONE_BOOK(addsReview(4), Change.UPDATE::begin),
    REVIEW_AND_NEW_ISBN_OF_ONE_BOOK(addsReview(4), Change.CHANGE_NATURAL_ID::begin),
    REVIEW_AND_BULK_UPDATE_OF_ONE_BOOK(addsReview(4), Change.BULK_HQL::begin),
    REVIEW_AND_NATIVE_UPDATE_OF_ONE_BOOK(addsReview(4), Change.NATIVE::begin),
    REVIEW_AND_BULK_DELETE_OF_OTHERS(addsReview(4), Change.BULK_HQL_DELETE_OF_REVIEWS::begin),
    UPDATE_AND_BULK_UPDATE_OF_ANOTHER(Change.UPDATE::begin, ofAnother(Change.BULK_HQL)),
    UPDATE_AND_NATIVE_UPDATE_OF_ANOTHER(Change.UPDATE::begin, ofAnother(Change.NATIVE)),
    UPDATE_AND_STATELESS_BULK_OF_ANOTHER(
        Change.UPDATE::begin, ofAnother(Change.STATELESS_BULK_HQL)),
    UPDATE_AND_UPDATE_OF_ANOTHER(Change.UPDATE::begin, ofAnother(Change.UPDATE)),
    DELETE_AND_BULK_UPDATE_OF_ANOTHER(Change.DELETE::begin, ofAnother(Change.BULK_HQL)),
    TAG_AND_TAG_OF_ANOTHER(Change.ADD_TAG::begin, ofAnother(Change.ADD_TAG)),
    BULK_UPDATE_AND_BULK_UPDATE_OF_ANOTHER(Change.BULK_HQL::begin, ofAnother(Change.BULK_HQL)),
    BULK_UPDATE_AND_STATELESS_BULK_OF_ANOTHER(
        Change.BULK_HQL::begin, ofAnother(Change.STATELESS_BULK_HQL));

    private final BiFunction<SessionFactory, Long, OpenChange> first;
    private final BiFunction<SessionFactory, Long, OpenChange> second;

    Pair(
        BiFunction<SessionFactory, Long, OpenChange> first,
        BiFunction<SessionFactory, Long, OpenChange> second) {
      this.first = first;
      this.second = second;
    }
  }

  /** Which ends first. */
  enum Order {
    FIRST_ENDS_FIRST,
    SECOND_ENDS_FIRST
  }

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
  @MethodSource("cases")
  void twoWriters_overlapping_leaveTheTruth(
      AccessType strategy, Pair pair, Order order, End endOfFirst, End endOfSecond) {
    Shelf shelf = SHELVES.of(strategy, () -> new Shelf(Stage.of(strategy)));
    long id = shelf.newCachedBook();
    long anotherId = shelf.newCachedBook(); // the next number

    try (OpenChange first = pair.first.apply(shelf.stage().factory, id)) {
      shelf.assertTruth("one open", id);
      try (OpenChange second = pair.second.apply(shelf.stage().factory, id)) {
        shelf.assertTruth("both open", id);
        if (order == Order.FIRST_ENDS_FIRST) {
          endOfFirst.of(first);
          shelf.assertTruth("second open", id);
          endOfSecond.of(second);
        } else {
          endOfSecond.of(second);
          shelf.assertTruth("first open", id);
          endOfFirst.of(first);
        }
      }
    }

    shelf.assertTruthAndCached("both ended", id);
    shelf.assertTruthAndCached("both ended, the other book", anotherId);
  }

  @SuppressWarnings("NestedForDepth") // the product of three lists
  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Pair pair : Pair.values()) {
      for (Order order : Order.values()) {
        for (End first : End.values()) {
          for (End second : End.values()) {
            cases.add(Arguments.of(AccessType.READ_WRITE, pair, order, first, second));
          }
        }
        cases.add(
            Arguments.of(AccessType.NONSTRICT_READ_WRITE, pair, order, End.COMMIT, End.COMMIT));
      }
    }
    return cases.stream();
  }

  private static BiFunction<SessionFactory, Long, OpenChange> ofAnother(Change change) {
    return (factory, id) -> change.begin(factory, id + 1);
  }

  private static BiFunction<SessionFactory, Long, OpenChange> addsReview(int number) {
    return (factory, id) ->
        OpenChange.managed(
            factory,
            session -> {
              Book book = session.find(Book.class, id);
              Review review = new Review(id * 10 + number, book, "of a writer");
              session.persist(review);
              book.reviews.add(review);
            });
  }
}
