// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session reads its own open changes, and nobody else does. */
class OwnChangeTest {
  private static final Shelves SHELVES = new Shelves();

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cases")
  void read_underOwnOpenChange_seesItAloneAndLeavesNoTrace(
      AccessType strategy, Change change, End end) {
    Shelf shelf = SHELVES.of(strategy, () -> new Shelf(Stage.of(strategy)));
    Stage stage = shelf.stage();
    long id = change.makesTheBook() ? shelf.newId() : shelf.newCachedBook();

    try (OpenChange open = change.begin(stage.factory, id)) {
      open.inside(
          writer -> {
            Picture own = writer.doReturningWork(connection -> Picture.by(connection, id));
            assertThat(Picture.by(writer, id)).as("first own look").isEqualTo(own);
            assertThat(Picture.by(writer, id)).as("second own look").isEqualTo(own);
          });
      shelf.assertTruth("while open", id);
      end.of(open);
    }

    shelf.assertTruthAndCached(List.of(strategy, change, end), id);
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (AccessType strategy : List.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)) {
      for (Change change : Change.all()) {
        for (End end : End.values()) {
          cases.add(Arguments.of(strategy, change, end));
        }
      }
    }
    return cases.stream();
  }
}
