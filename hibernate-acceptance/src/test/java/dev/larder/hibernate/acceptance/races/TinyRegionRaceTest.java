// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.Stage;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Regions that hold hardly anything: what a change published, and what is remembered of it, makes
 * room before the late fill comes.
 */
class TinyRegionRaceTest {
  private static final int OTHER_BOOKS = 8;
  private static final List<Change> CHANGES =
      List.of(Change.UPDATE, Change.DELETE, Change.REPLACE_TAGS, Change.CHANGE_NATURAL_ID);

  private static final List<Fill> FILLS =
      List.of(Fill.FIND, Fill.LAZY_TAGS, Fill.NATURAL_ID_LOOKUP, Fill.QUERY_RESULTS);

  private static final Shelves SHELVES = new Shelves();

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest
  @MethodSource
  void fill_afterTheChangedEntryWasPushedOut_leavesNothingOld(Race race) {
    Shelf shelf =
        SHELVES.of(
            List.of(race.strategy(), race.reader()), () -> tiny(race.strategy(), race.reader()));
    long id = shelf.newCachedBook();

    race.reader()
        .read(
            shelf.stage(),
            race.fill(),
            id,
            () -> {
              race.end().of(race.change().begin(shelf.stage().factory, id));
              for (int i = 0; i < OTHER_BOOKS; i++) {
                shelf.newCachedBook();
              }
            });

    shelf.assertTruth(race, id);
  }

  static Stream<Race> fill_afterTheChangedEntryWasPushedOut_leavesNothingOld() {
    return Race.all()
        .filter(race -> race.moment() == Race.Moment.WITHIN_THE_READ && race.end() == End.COMMIT)
        .filter(race -> CHANGES.contains(race.change()) && FILLS.contains(race.fill()));
  }

  private static Shelf tiny(AccessType strategy, LateReader reader) {
    return new Shelf(
        Stage.builder(strategy)
            .with("hibernate.cache.larder.regions.*.maximum-size", "1")
            .urlSuffix(reader.urlSuffix())
            .open());
  }
}
