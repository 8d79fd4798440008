// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.RegionBeans;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import java.util.Set;
import javax.management.ObjectName;
import org.hibernate.HibernateException;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A session factory is not built on settings or mappings that cannot be kept; the message helps.
 */
class RefusedStartTest {
  private static final String PREFIX = "hibernate.cache.larder.";

  private static Stage.Builder notes() {
    return Stage.empty(AccessType.READ_WRITE).entity(Note.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "missing-regions; create; no such key; hibernate.cache.larder.missing-region",
        "regions.shop.Book.maximum-sise; 5; no such key; regions.shop.Book.maximum-size",
        "regions.*.backups; 1; no such key; the nearest valid one is",
        "uri; larder:elsewhere; larder:elsewhere; larder:",
        "uri; a b; a b; uri",
        "missing-region; perhaps; perhaps; create, create-warn or fail",
        "timeout; 0s; 0s; at least 1ms",
        "lock-timeout; quick; quick; a duration such as",
        "intent-max; never; never; a duration such as",
        "isolation; chaos; chaos; use auto",
        "regions.*.maximum-size; 0; 0; at least 1",
        "regions.*.maximum-bytes; 900000GB; 900000GB; heap",
        "regions.*.expire-after-write; 0ms; 0ms; or never",
        "manager; mine; java.lang.String; javax.cache.CacheManager"
      })
  void setting_thatIsNotPossible_isRefusedNamingPlaceFoundAndAllowed(
      String key, String value, String found, String allowed) {
    assertThatThrownBy(() -> notes().with(PREFIX + key, value).open())
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining(key.equals("uri") ? "" : PREFIX + key)
        .hasMessageContaining(found)
        .hasMessageContaining(allowed);
  }

  @Test
  void transactional_forAnEntity_isRefusedNamingEntityRegionAndAlternative() {
    assertThatThrownBy(() -> Stage.empty(AccessType.TRANSACTIONAL).entity(Note.class).open())
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining("TRANSACTIONAL")
        .hasMessageContaining("region " + Note.class.getName() + ": " + Note.class.getName())
        .hasMessageContaining("use READ_WRITE");
  }

  @Test
  void transactional_forACollection_isRefusedNamingItsRole() {
    assertThatThrownBy(
            () -> Stage.empty(AccessType.READ_WRITE).uncached(Transactional.class).open())
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining(Transactional.class.getName() + ".lines")
        .hasMessageContaining("use READ_WRITE");
  }

  @Test
  void missingRegionFail_forARegionWithoutSettings_namesTheLineToAdd() {
    assertThatThrownBy(() -> notes().with(PREFIX + "missing-region", "fail").open())
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining("region " + Note.class.getName())
        .hasMessageContaining(PREFIX + "regions." + Note.class.getName() + ".maximum-size=");
  }

  @ParameterizedTest
  @CsvSource({"maximum-size,5", "maximum-bytes,5MB", "expire-after-write,1h"})
  void timestampsRegion_withSettings_isRefused(String setting, String value) {
    String key = PREFIX + "regions.default-update-timestamps-region." + setting;

    assertThatThrownBy(() -> notes().with(key, value).open())
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("timestamp");
  }

  @Test
  void simpleKeys_forARegionOfTwoEntities_areRefused() {
    assertThatThrownBy(
            () ->
                Stage.empty(AccessType.READ_WRITE)
                    .uncached(Shared.class)
                    .uncached(Sharing.class)
                    .with("hibernate.cache.keys_factory", "simple")
                    .open())
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining("region shared")
        .hasMessageContaining("hibernate.cache.keys_factory=default");
  }

  @Test
  void simpleKeys_forARegionOfOneEntity_work() {
    try (Stage stage =
        Stage.builder(AccessType.READ_WRITE)
            .with("hibernate.cache.keys_factory", "simple")
            .open()) {
      stage.write(session -> session.persist(new Book(1, "old")));
      stage.write(session -> session.find(Book.class, 1L).title = "new");

      assertThat(stage.isCached(Book.class, 1L)).isTrue();
      assertThat(stage.read(session -> session.find(Book.class, 1L)).title).isEqualTo("new");
    }
  }

  @Test
  void regionOfTwoEntities_withDefaultKeys_keepsThemApart() {
    try (Stage stage =
        Stage.empty(AccessType.READ_WRITE).uncached(Shared.class).uncached(Sharing.class).open()) {
      stage.write(session -> session.persist(new Shared(1)));
      stage.write(session -> session.persist(new Sharing(1)));
      stage.read(session -> session.find(Shared.class, 1L));
      stage.read(session -> session.find(Sharing.class, 1L));

      assertThat(stage.isCached(Shared.class, 1L)).isTrue();
      assertThat(stage.isCached(Sharing.class, 1L)).isTrue();
      assertThat(stage.read(session -> session.find(Shared.class, 1L)).text).isEqualTo("shared");
      assertThat(stage.read(session -> session.find(Sharing.class, 1L)).text).isEqualTo("sharing");
    }
  }

  @Test
  void refusal_doesNotKeepTheNextFactoryFromStarting() {
    Set<ObjectName> before = RegionBeans.everything();
    assertThatThrownBy(() -> notes().with(PREFIX + "timeout", "0s").open())
        .isInstanceOf(HibernateException.class);

    try (Stage stage = notes().open()) {
      stage.write(session -> session.persist(new Note(1, "new")));
      stage.read(session -> session.find(Note.class, 1L));

      assertThat(stage.isCached(Note.class, 1L)).isTrue();
    }
    assertThat(RegionBeans.everything()).isEqualTo(before);
  }
}
