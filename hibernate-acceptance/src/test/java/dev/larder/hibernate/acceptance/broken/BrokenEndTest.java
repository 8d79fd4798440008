// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.races.Change;
import dev.larder.hibernate.acceptance.races.OpenChange;
import dev.larder.hibernate.acceptance.races.Picture;
import dev.larder.hibernate.acceptance.races.Shelf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever became of a transaction: new sessions see the database, and the cache goes on. */
@DisabledIfSystemProperty(
    named = "jta",
    matches = "true",
    disabledReason = "breaks the connection's own commit, which JTA never calls")
class BrokenEndTest {
  /** One for each strategy and break: a break that leaves something behind is not met by others. */
  private static final Map<List<Object>, Shop> SHOPS = new HashMap<>();

  /** A shelf on a database that can break. */
  private record Shop(BreakableDatabase database, Shelf shelf) {
    static Shop open(AccessType strategy) {
      String url = "jdbc:h2:mem:" + UUID.randomUUID();
      BreakableDatabase database = new BreakableDatabase(url);
      Stage stage =
          Stage.builder(strategy).url(url).with("hibernate.connection.datasource", database).open();
      return new Shop(database, new Shelf(stage));
    }
  }

  @AfterAll
  static void closeShops() {
    SHOPS.values().forEach(shop -> shop.shelf.close());
    SHOPS.clear();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cases")
  void end_broken_leavesTheTruthCacheable(AccessType strategy, Break broken, Change change) {
    Shop shop = SHOPS.computeIfAbsent(List.of(strategy, broken), setup -> Shop.open(strategy));
    Shelf shelf = shop.shelf;
    long id = change.makesTheBook() ? shelf.newId() : shelf.newCachedBook();
    Picture before = Picture.inDatabase(shelf.stage(), id);

    breakTheEnd(shop, broken, change, id);

    Picture after = Picture.inDatabase(shelf.stage(), id);
    assertThat(after.equals(before)).as("unchanged").isEqualTo(!broken.reachesTheDatabase());
    shelf.assertTruthAndCachedInTheEnd(List.of(strategy, broken, change), id);
  }

  private static void breakTheEnd(Shop shop, Break broken, Change change, long id) {
    try (OpenChange open = change.begin(shop.shelf.stage().factory, id)) {
      shop.shelf.assertTruth("while open", id);
      broken.prepare(shop.database);
      assertThatThrownBy(() -> broken.end(open)).isInstanceOf(RuntimeException.class);
      assertThat(shop.database.isWaitingFor(broken.method())).as("unbroken so far").isFalse();
    } finally {
      shop.database.heal(); // whether a failed commit is rolled back differs among versions
    }
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (AccessType strategy : List.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)) {
      for (Break broken : Break.values()) {
        for (Change change : Change.all()) {
          cases.add(Arguments.of(strategy, broken, change));
        }
      }
    }
    return cases.stream();
  }
}
