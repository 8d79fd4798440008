// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;

/** Entities and a collection in one region, under equal ids and different strategies. */
class SharedRegionTest {
  private static final String REGION = "together";

  /** Read and written. */
  @Entity
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = REGION)
  public static class Cup {
    @Id public long id = 1;
    public String text = "cup";

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = REGION)
    public List<String> stains = new ArrayList<>(List.of("tea"));
  }

  /** Read and written too. */
  @Entity
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = REGION)
  public static class Dish {
    @Id public long id = 1;
    public String text = "dish";
  }

  /** Read and written without strictness. */
  @Entity
  @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE, region = REGION)
  public static class Fork {
    @Id public long id = 1;
    public String text = "fork";
  }

  /** Only read. */
  @Entity
  @Cache(usage = CacheConcurrencyStrategy.READ_ONLY, region = REGION)
  public static class Spoon {
    @Id public long id = 1;
    public String text = "spoon";
  }

  @Test
  void find_ofEqualIds_findsEachItsOwn() {
    try (Stage stage = stage()) {
      assertThat(Reading.of(stage, SharedRegionTest::table))
          .isEqualTo(Reading.cached("cup[tea] dish fork spoon"));
    }
  }

  @Test
  void update_ofOne_leavesTheOthers() {
    try (Stage stage = stage()) {
      stage.write(session -> session.find(Cup.class, 1L).text = "mug");

      assertThat(stage.isCached(Dish.class, 1L)).isTrue();
      assertThat(stage.isCached(Fork.class, 1L)).isTrue();
      assertThat(stage.isCached(Spoon.class, 1L)).isTrue();
      assertThat(Reading.of(stage, SharedRegionTest::table).value())
          .isEqualTo("mug[tea] dish fork spoon");
    }
  }

  @Test
  void delete_ofOne_leavesTheOthers() {
    try (Stage stage = stage()) {
      stage.write(session -> session.remove(session.find(Dish.class, 1L)));

      boolean found = stage.read(session -> session.find(Dish.class, 1L) != null);
      assertThat(found).isFalse();
      assertThat(stage.isCached(Cup.class, 1L)).isTrue();
      assertThat(stage.isCached(Fork.class, 1L)).isTrue();
    }
  }

  @Test
  void evict_ofOneId_leavesTheOthersOfThatId() {
    try (Stage stage = stage()) {
      stage.factory.getCache().evictEntityData(Fork.class, 1L);

      assertThat(stage.factory.getCache().containsEntity(Fork.class, 1L)).isFalse();
      assertThat(stage.factory.getCache().containsEntity(Cup.class, 1L)).isTrue();
      assertThat(stage.factory.getCache().containsEntity(Dish.class, 1L)).isTrue();
      assertThat(stage.factory.getCache().containsEntity(Spoon.class, 1L)).isTrue();
    }
  }

  @Test
  void change_ofTheCollection_leavesTheEntities() {
    try (Stage stage = stage()) {
      stage.write(session -> session.find(Cup.class, 1L).stains.add("coffee"));

      assertThat(stage.isCached(Cup.class, 1L)).isTrue();
      assertThat(stage.isCached(Dish.class, 1L)).isTrue();
      assertThat(Reading.of(stage, SharedRegionTest::table).value())
          .isEqualTo("cup[tea, coffee] dish fork spoon");
    }
  }

  @Test
  void hqlUpdate_ofOne_isSeenByAll() {
    try (Stage stage = stage()) {
      stage.write(
          session ->
              session
                  .createMutationQuery(
                      "update %s set text = 'bent'".formatted(Fork.class.getName()))
                  .executeUpdate());

      for (int read = 0; read < 2; read++) {
        assertThat(Reading.of(stage, SharedRegionTest::table).value())
            .isEqualTo("cup[tea] dish bent spoon");
      }
      assertThat(Reading.of(stage, SharedRegionTest::table).fromCache()).isTrue();
    }
  }

  @Test
  void evictRegion_byItsName_takesAll() {
    try (Stage stage = stage()) {
      stage.factory.getCache().evictRegion(REGION);

      assertThat(stage.factory.getCache().containsEntity(Cup.class, 1L)).isFalse();
      assertThat(stage.factory.getCache().containsEntity(Dish.class, 1L)).isFalse();
      assertThat(stage.factory.getCache().containsEntity(Fork.class, 1L)).isFalse();
      assertThat(stage.factory.getCache().containsEntity(Spoon.class, 1L)).isFalse();
      assertThat(stage.factory.getCache().containsCollection(Cup.class.getName() + ".stains", 1L))
          .isFalse();
    }
  }

  private static Stage stage() {
    return Stage.empty(AccessType.READ_WRITE)
        .uncached(Cup.class)
        .uncached(Dish.class)
        .uncached(Fork.class)
        .uncached(Spoon.class)
        .open()
        .set(
            stage -> {
              stage.write(
                  session -> {
                    session.persist(new Cup());
                    session.persist(new Dish());
                    session.persist(new Fork());
                    session.persist(new Spoon());
                  });
              stage.read(SharedRegionTest::table);
              assertThat(Reading.of(stage, SharedRegionTest::table).fromCache()).isTrue();
            });
  }

  private static String table(Session session) {
    Cup cup = session.find(Cup.class, 1L);
    return cup.text
        + List.copyOf(cup.stains)
        + " "
        + session.find(Dish.class, 1L).text
        + " "
        + session.find(Fork.class, 1L).text
        + " "
        + session.find(Spoon.class, 1L).text;
  }
}
