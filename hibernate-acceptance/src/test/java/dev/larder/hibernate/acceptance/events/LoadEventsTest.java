// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.stat.CacheRegionStatistics;

/** Finds, lazy loads and queries put what they loaded into the cache. */
class LoadEventsTest {

  @EveryCase
  void find_ofARowThatIsNotCached_loadsOnce(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.evict();

      Reading<String> first = scene.read();
      Reading<String> second = scene.read();

      assertThat(first).isEqualTo(Reading.loaded("old"));
      assertThat(second).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryCase
  void find_ofARowThatDoesNotExist_isLookedUpAgainWhenItDoes(Case given) {
    try (Scene scene = Scene.empty(given)) {
      Reading<String> before = scene.read();

      scene.commit(session -> scene.insert(session, "new"));

      assertThat(before).isEqualTo(Reading.loaded(Scene.ABSENT));
      scene.assertSettlesOn("new");
    }
  }

  @EveryCase
  void query_loadingARow_cachesIt(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.evict();
      String hql = "from " + scene.subject.table();

      scene.commit(session -> session.createQuery(hql, scene.subject.type).getResultList());

      assertThat(scene.read()).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryCase
  void proxy_initialised_readsTheCache(Case given) {
    try (Scene scene = Scene.of(given)) {
      Reading<String> reading =
          Reading.of(
              scene.stage,
              session -> {
                Object proxy = session.getReference(scene.subject.type, Scene.ID);
                return scene.subject.textOf(Hibernate.unproxy(proxy));
              });

      assertThat(reading).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryCase
  void proxy_initialised_fillsTheCache(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.evict();

      scene.commit(
          session -> Hibernate.initialize(session.getReference(scene.subject.type, Scene.ID)));

      assertThat(scene.read()).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryCase
  void find_thatMayNotPut_leavesNothing(Case given) {
    try (Scene scene = Scene.of(given)) {
      for (CacheMode mode : new CacheMode[] {CacheMode.GET, CacheMode.IGNORE}) {
        scene.evict();

        read(scene, mode);

        assertThat(scene.contains()).as("after a find with CacheMode.%s", mode).isFalse();
      }
    }
  }

  @EveryCase
  void find_thatMayOnlyPut_readsTheDatabaseAndFills(Case given) {
    try (Scene scene = Scene.of(given)) {
      for (CacheMode mode : new CacheMode[] {CacheMode.PUT, CacheMode.REFRESH}) {
        scene.evict();

        Reading<String> reading = read(scene, mode);

        assertThat(reading).as("with CacheMode.%s", mode).isEqualTo(Reading.loaded("old"));
        assertThat(scene.contains()).as("after a find with CacheMode.%s", mode).isTrue();
      }
    }
  }

  @EveryCase
  void find_withCacheModeGet_readsTheCache(Case given) {
    try (Scene scene = Scene.of(given)) {
      Reading<String> reading = read(scene, CacheMode.GET);

      assertThat(reading).isEqualTo(Reading.cached("old"));
    }
  }

  @EveryCase
  void find_withCacheModeIgnore_readsTheDatabase(Case given) {
    try (Scene scene = Scene.of(given)) {
      Reading<String> reading = read(scene, CacheMode.IGNORE);

      assertThat(reading).isEqualTo(Reading.loaded("old"));
    }
  }

  private static Reading<String> read(Scene scene, CacheMode mode) {
    return Reading.of(
        scene.stage,
        session -> {
          Scene.use(session, mode);
          return scene.text(session);
        });
  }

  @EveryCase
  void find_missThenHit_isCountedAsOneMissOnePutOneHit(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.evict();
      scene.stage.statistics().clear();

      scene.read();
      scene.read();

      CacheRegionStatistics counts =
          scene.stage.statistics().getDomainDataRegionStatistics(scene.subject.type.getName());
      assertThat(counts)
          .extracting(
              CacheRegionStatistics::getMissCount,
              CacheRegionStatistics::getPutCount,
              CacheRegionStatistics::getHitCount)
          .containsExactly(1L, 1L, 1L);
    }
  }
}
