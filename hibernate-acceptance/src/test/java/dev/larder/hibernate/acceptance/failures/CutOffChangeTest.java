// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import dev.larder.hibernate.acceptance.races.Change;
import dev.larder.hibernate.acceptance.races.Shelf;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What changed while a region could not reach its store is not served once it can again. */
class CutOffChangeTest {
  private static final Map<AccessType, Shelf> SHELVES = new EnumMap<>(AccessType.class);

  @AfterAll
  static void closeShelves() {
    SHELVES.values().forEach(Shelf::close);
    SHELVES.clear();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource
  void change_aroundACut_leavesNothingOldAndCachesAgain(
      AccessType strategy, Change change, Moment moment, Ending ending) {
    Shelf shelf = SHELVES.computeIfAbsent(strategy, key -> new Shelf(Cut.stage(key).open()));
    long id = change.makesTheBook() ? shelf.newId() : shelf.newCachedBook();

    moment.run(shelf, id, change, ending);
    Cut.restore();

    shelf.assertTruth(moment, id);
    shelf.look(
        id); // when its spaces changed last is stated anew, which makes results old once more
    shelf.assertTruthAndCached(moment, id);
  }

  static Stream<Arguments> change_aroundACut_leavesNothingOldAndCachesAgain() {
    return Stream.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)
        .flatMap(
            strategy ->
                Change.all().stream()
                    .flatMap(
                        change ->
                            Stream.of(Moment.values())
                                .flatMap(
                                    moment ->
                                        List.of(Ending.values()).stream()
                                            .map(
                                                ending ->
                                                    Arguments.of(
                                                        strategy, change, moment, ending)))));
  }
}
