// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.broken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.races.Change;
import dev.larder.hibernate.acceptance.races.OpenChange;
import dev.larder.hibernate.acceptance.races.Shelf;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A commit has reached the database, and the cache is not told yet: others commit in between and
 * are told of first.
 */
@DisabledIfSystemProperty(
    named = "jta",
    matches = "true",
    disabledReason = "waits in the connection's own commit, which JTA never calls")
class CommitWindowTest {
  private static final List<Change> CHANGES =
      List.of(
          Change.UPDATE,
          Change.ADD_TAG,
          Change.ADD_REVIEW,
          Change.CHANGE_NATURAL_ID,
          Change.BULK_HQL,
          Change.NATIVE,
          Change.STATELESS_BULK_HQL);

  private static final Map<AccessType, BreakableDatabase> DATABASES =
      new EnumMap<>(AccessType.class);
  private static final Map<AccessType, Shelf> SHELVES = new EnumMap<>(AccessType.class);

  /** What others do in the meantime. */
  enum Others {
    READ(Shelf::look),
    UPDATE(committed(Change.UPDATE)),
    REPLACE_TAGS(committed(Change.REPLACE_TAGS)),
    REMOVE_REVIEW(committed(Change.REMOVE_REVIEW)),
    CHANGE_NATURAL_ID(committed(Change.CHANGE_NATURAL_ID)),
    DELETE(committed(Change.DELETE)),
    BULK_HQL(committed(Change.BULK_HQL)),
    BULK_HQL_DELETE_OF_REVIEWS(committed(Change.BULK_HQL_DELETE_OF_REVIEWS)),
    EVICT_AND_READ(
        (shelf, id) -> {
          shelf.evictAll();
          shelf.look(id);
        });

    private final BiConsumer<Shelf, Long> work;

    Others(BiConsumer<Shelf, Long> work) {
      this.work = work;
    }

    private static BiConsumer<Shelf, Long> committed(Change change) {
      return (shelf, id) -> {
        change.begin(shelf.stage().factory, id).commit();
        shelf.look(id);
      };
    }
  }

  /** Whether the others come before or after the commit takes effect. */
  enum Side {
    BEFORE_IT_COUNTS {
      @Override
      void around(Connection connection, Runnable others) throws SQLException {
        others.run();
        connection.commit();
      }
    },
    AFTER_IT_COUNTS {
      @Override
      void around(Connection connection, Runnable others) throws SQLException {
        connection.commit();
        others.run();
      }
    };

    abstract void around(Connection connection, Runnable others) throws SQLException;
  }

  @AfterAll
  static void closeShelves() {
    SHELVES.values().forEach(Shelf::close);
    SHELVES.clear();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource("cases")
  void commit_withOthersBeforeTheCacheIsTold_leavesTheTruth(
      AccessType strategy, Change change, Side side, Others others) {
    Shelf shelf = SHELVES.computeIfAbsent(strategy, CommitWindowTest::open);
    BreakableDatabase database = DATABASES.get(strategy);
    long id = shelf.newCachedBook();

    try (OpenChange open = change.begin(shelf.stage().factory, id)) {
      database.atNext(
          "commit", connection -> side.around(connection, () -> others.work.accept(shelf, id)));
      open.commit();
    }

    assertThat(database.isWaitingFor("commit")).isFalse();
    shelf.assertTruthAndCached(List.of(strategy, change, side, others), id);
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (AccessType strategy : List.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)) {
      for (Change change : CHANGES) {
        for (Others others : Others.values()) {
          cases.add(Arguments.of(strategy, change, Side.AFTER_IT_COUNTS, others));
        }
        for (Others readers : List.of(Others.READ, Others.EVICT_AND_READ)) {
          cases.add(Arguments.of(strategy, change, Side.BEFORE_IT_COUNTS, readers));
        }
      }
    }
    return cases.stream();
  }

  private static Shelf open(AccessType strategy) {
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    BreakableDatabase database = new BreakableDatabase(url);
    DATABASES.put(strategy, database);
    return new Shelf(
        Stage.builder(strategy).url(url).with("hibernate.connection.datasource", database).open());
  }
}
