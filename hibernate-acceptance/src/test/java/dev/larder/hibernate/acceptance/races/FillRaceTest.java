// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.races.Race.Entry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fill that began before a change and is offered after it leaves nothing old in the cache. */
class FillRaceTest {
  private static final Shelves SHELVES = new Shelves();

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource
  void fill_overlappingAChange_leavesNothingOld(Race race, Entry entry) {
    Shelf shelf = shelf(race);

    long id = race.run(shelf, entry);

    shelf.assertTruthAndCached(List.of(race, entry), id);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{1} {0}")
  @MethodSource
  void fill_overlappingAChangeAnyHow_leavesNothingOld(Race race, Entry entry) {
    fill_overlappingAChange_leavesNothingOld(race, entry);
  }

  static Stream<Arguments> fill_overlappingAChange_leavesNothingOld() {
    return cases().filter(FillRaceTest::isEssential);
  }

  static Stream<Arguments> fill_overlappingAChangeAnyHow_leavesNothingOld() {
    return cases().filter(arguments -> !isEssential(arguments));
  }

  private static Stream<Arguments> cases() {
    return Race.all()
        .flatMap(race -> Stream.of(Entry.values()).map(entry -> Arguments.of(race, entry)));
  }

  private static boolean isEssential(Arguments arguments) {
    return ((Race) arguments.get()[0]).isEssential((Entry) arguments.get()[1]);
  }

  private static Shelf shelf(Race race) {
    return SHELVES.of(List.of(race.strategy(), race.reader()), race::shelf);
  }
}
