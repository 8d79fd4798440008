// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction under SNAPSHOT isolation sees one state of the database, by the cache as well. */
class SnapshotReaderTest {
  private static final Shelf SHELF =
      new Shelf(
          Stage.builder(AccessType.READ_WRITE)
              .urlSuffix(LateReader.ON_OLD_SNAPSHOT.urlSuffix())
              .open());

  @AfterAll
  static void closeShelf() {
    SHELF.close();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void read_ofEntriesNewerThanTheSnapshot_seesTheSnapshot(Change change) {
    long id = change.makesTheBook() ? SHELF.newId() : SHELF.newCachedBook();

    try (Session reader = SHELF.stage().factory.openSession()) {
      reader.beginTransaction();
      Picture snapshot = reader.doReturningWork(connection -> Picture.by(connection, id));
      change.begin(SHELF.stage().factory, id).commit();
      SHELF.look(id); // others cache the new
      Picture seen = Picture.by(reader, id);
      reader.getTransaction().commit();

      assertThat(withoutResults(seen)).isEqualTo(withoutResults(snapshot));
    }
    SHELF.assertTruthAndCached(change, id);
  }

  static List<Change> changes() {
    return Change.all();
  }

  /** Query results are promised to be no older than the last commit, not to be of one snapshot. */
  private static Picture withoutResults(Picture picture) {
    return new Picture(
        picture.book(), picture.tags(), picture.reviews(), picture.namedBy(), List.of());
  }
}
