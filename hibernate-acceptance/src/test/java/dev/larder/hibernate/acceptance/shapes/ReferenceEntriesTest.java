// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;

/** With {@code use_reference_entries} the cache holds immutable entities themselves. */
class ReferenceEntriesTest {

  /** Never changes, and refers to nothing. */
  @Entity
  @Immutable
  public static class Planet {
    @Id public long id = 3;
    public String name = "Earth";
  }

  @Test
  void find_ofAnImmutableEntity_isOneInstanceForAll() {
    try (Stage stage = stage()) {
      Planet first = stage.read(session -> session.find(Planet.class, 3L));
      Planet second = stage.read(session -> session.find(Planet.class, 3L));

      assertThat(second).isSameAs(first);
    }
  }

  @Test
  void find_ofAnImmutableEntity_needsNoStatement() {
    try (Stage stage = stage()) {
      assertThat(Reading.of(stage, session -> session.find(Planet.class, 3L).name))
          .isEqualTo(Reading.cached("Earth"));
    }
  }

  @Test
  void delete_ofAnImmutableEntity_leavesNoEntry() {
    try (Stage stage = stage()) {
      stage.write(session -> session.remove(session.find(Planet.class, 3L)));

      boolean found = stage.read(session -> session.find(Planet.class, 3L) != null);
      assertThat(found).isFalse();
      assertThat(stage.factory.getCache().containsEntity(Planet.class, 3L)).isFalse();
    }
  }

  @Test
  void delete_rolledBack_leavesTheEntityCacheable() {
    try (Stage stage = stage()) {
      stage.rollBack(
          session -> {
            session.remove(session.find(Planet.class, 3L));
            session.flush();
          });

      for (int read = 0; read < 2; read++) {
        assertThat(Reading.of(stage, session -> session.find(Planet.class, 3L).name).value())
            .isEqualTo("Earth");
      }
      assertThat(stage.isCached(Planet.class, 3L)).isTrue();
    }
  }

  @Test
  void insert_rolledBack_leavesNoEntry() {
    try (Stage stage = stage()) {
      stage.rollBack(
          session -> {
            Planet planet = new Planet();
            planet.id = 9;
            session.persist(planet);
            session.flush();
          });

      boolean found = stage.read(session -> session.find(Planet.class, 9L) != null);
      assertThat(found).isFalse();
    }
  }

  @Test
  void evict_ofAnImmutableEntity_loadsAnother() {
    try (Stage stage = stage()) {
      Planet first = stage.read(session -> session.find(Planet.class, 3L));

      stage.factory.getCache().evictEntityData(Planet.class);

      Planet second = stage.read(session -> session.find(Planet.class, 3L));
      assertThat(second).isNotSameAs(first);
      assertThat(second.name).isEqualTo("Earth");
    }
  }

  private static Stage stage() {
    return Stage.empty(AccessType.READ_ONLY)
        .entity(Planet.class)
        .with("hibernate.cache.use_reference_entries", "true")
        .open()
        .set(
            stage -> {
              stage.write(session -> session.persist(new Planet()));
              stage.read(session -> session.find(Planet.class, 3L));
              assertThat(stage.isCached(Planet.class, 3L)).isTrue();
            });
  }
}
