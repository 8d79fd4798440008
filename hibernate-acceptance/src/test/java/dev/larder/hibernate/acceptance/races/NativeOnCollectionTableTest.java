// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.Stage;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.query.QueryProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A native statement that names no table may have changed any. Hibernate names to the cache the
 * regions of every entity and of collections of entities, but not those of collections of values.
 */
class NativeOnCollectionTableTest {
  private static final Shelves SHELVES = new Shelves();

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_WRITE", "NONSTRICT_READ_WRITE"})
  void native_onATableOfValues_isSeenByNewSessions(AccessType strategy) {
    Shelf shelf = SHELVES.of(strategy, () -> new Shelf(Stage.of(strategy)));
    long id = shelf.newCachedBook();

    shelf.stage().write(session -> insertTag(session, id));

    shelf.assertTruthAndCached(strategy, id);
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_WRITE", "NONSTRICT_READ_WRITE"})
  void statelessNative_onATableOfValues_isSeenByNewSessions(AccessType strategy) {
    Shelf shelf = SHELVES.of(strategy, () -> new Shelf(Stage.of(strategy)));
    long id = shelf.newCachedBook();

    shelf.stage().writeStateless(session -> insertTag(session, id));

    shelf.assertTruthAndCached(strategy, id);
  }

  private static void insertTag(QueryProducer session, long id) {
    session
        .createNativeMutationQuery("insert into Book_tags (Book_id, tags) values (:id, 'native')")
        .setParameter("id", id)
        .executeUpdate();
  }
}
