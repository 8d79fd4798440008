// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.stat.CacheRegionStatistics;

/** Hibernate's counts tell what happened: a refused fill is not a put. */
class StatisticsTest {

  /** The counts of one region. */
  record Counts(long hits, long misses, long puts) {
    static Counts of(CacheRegionStatistics statistics) {
      return new Counts(
          statistics.getHitCount(), statistics.getMissCount(), statistics.getPutCount());
    }
  }

  @EveryCase
  void insert_published_isOnePut(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.commit(session -> scene.insert(session, "new"));

      assertThat(counts(scene)).isEqualTo(new Counts(0, 0, given.publishes() ? 1 : 0));
    }
  }

  @EveryWritableCase
  void update_published_isOnePut(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.stage.statistics().clear();

      scene.commit(session -> scene.change(session, "new"));

      assertThat(counts(scene)).isEqualTo(new Counts(1, 0, given.publishes() ? 1 : 0));
    }
  }

  @EveryWritableCase
  void fill_refused_isNoPut(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.stage.statistics().clear();

      scene.rollBack(
          session -> {
            scene.change(session, "never");
            scene.textAfterClear(session);
          });

      assertThat(counts(scene)).isEqualTo(new Counts(1, 1, 0));
    }
  }

  @EveryCase
  void insert_readInItsOwnTransaction_isNoPutBeforeTheCommit(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.rollBack(
          session -> {
            scene.insert(session, "never");
            scene.textAfterClear(session);
          });

      assertThat(counts(scene).puts()).isZero();
    }
  }

  @EveryCase
  void query_overWhatIsCached_isNoSecondPutUnlessNonstrict(Case given) {
    assumeThat(given.strategy()).isNotEqualTo(AccessType.NONSTRICT_READ_WRITE);
    try (Scene scene = Scene.of(given)) {
      scene.stage.statistics().clear();

      scene.commit(
          session ->
              session
                  .createQuery("from " + scene.subject.table(), scene.subject.type)
                  .getResultList());

      assertThat(counts(scene)).isEqualTo(new Counts(0, 0, 0));
      assertThat(scene.read()).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryStrategy
  void lazyLoads_areCountedInTheRegionOfTheirRole(AccessType strategy) {
    try (Stage stage = Stage.of(strategy)) {
      stage.write(session -> session.persist(new Book(1, "Walden")));
      stage.statistics().clear();

      stage.read(StatisticsTest::numberOfTags);
      stage.read(StatisticsTest::numberOfTags);

      assertThat(Counts.of(region(stage, Book.class.getName() + ".tags")))
          .isEqualTo(new Counts(1, 1, 1));
    }
  }

  @EveryStrategy
  void naturalIdLoads_areCountedInTheirRegion(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.factory.getCache().evictNaturalIdData();
      catalogue.stage.statistics().clear();

      catalogue.read("isbn-1");
      catalogue.read("isbn-1");

      assertThat(catalogue.stage.statistics().getNaturalIdCachePutCount()).isEqualTo(1);
      assertThat(catalogue.stage.statistics().getNaturalIdCacheMissCount()).isEqualTo(1);
      assertThat(catalogue.stage.statistics().getNaturalIdCacheHitCount()).isEqualTo(1);
    }
  }

  @EveryStrategy
  void queries_areCountedAsOneMissOnePutOneHit(AccessType strategy) {
    try (Stage stage = Stage.of(strategy)) {
      stage.write(session -> session.persist(new Note(1, "milk")));
      stage.statistics().clear();

      stage.write(session -> QueryKind.SCALAR.results(session));
      stage.write(session -> QueryKind.SCALAR.results(session));

      assertThat(stage.statistics().getQueryCacheMissCount()).isEqualTo(1);
      assertThat(stage.statistics().getQueryCachePutCount()).isEqualTo(1);
      assertThat(stage.statistics().getQueryCacheHitCount()).isEqualTo(1);
    }
  }

  @EveryStrategy
  void elements_inMemory_areThoseThatAreCached(AccessType strategy) {
    try (Stage stage = Stage.of(strategy)) {
      stage.write(
          session -> {
            for (long id = 1; id <= 3; id++) {
              session.persist(new Note(id, "note"));
            }
          });
      for (long id = 1; id <= 3; id++) {
        stage.isCached(Note.class, id);
      }

      assertThat(region(stage, Note.class.getName()).getElementCountInMemory()).isEqualTo(3);
      stage.factory.getCache().evictEntityData(Note.class, 2L);
      assertThat(region(stage, Note.class.getName()).getElementCountInMemory()).isEqualTo(2);
    }
  }

  private static int numberOfTags(Session session) {
    return session.find(Book.class, 1L).tags.size();
  }

  private static Counts counts(Scene scene) {
    return Counts.of(region(scene.stage, scene.subject.type.getName()));
  }

  private static CacheRegionStatistics region(Stage stage, String name) {
    return stage.statistics().getDomainDataRegionStatistics(name);
  }
}
