// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.RegionBeans;
import dev.larder.hibernate.acceptance.RegionBeans.Observed;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import dev.larder.hibernate.management.RegionMXBean;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings of regions do once the session factory is built. */
class RegionSettingsTest {
  private static final String PREFIX = "hibernate.cache.larder.";
  private static final String REGIONS = PREFIX + "regions.";
  private static final int ROWS = 200;

  /** A stage with as many notes and books, all of which were read. */
  private static Observed open(String... settings) {
    Stage.Builder builder = Stage.builder(AccessType.READ_WRITE);
    for (int i = 0; i < settings.length; i += 2) {
      builder.with(settings[i], settings[i + 1]);
    }
    Observed shop = RegionBeans.open(builder::open);
    shop.stage()
        .write(
            session ->
                LongStream.rangeClosed(1, ROWS)
                    .forEach(
                        id -> {
                          session.persist(new Note(id, "text"));
                          session.persist(new Book(id, "title"));
                        }));
    shop.stage()
        .read(
            session ->
                List.of(
                    session.createSelectionQuery("from Note", Note.class).getResultList(),
                    session.createSelectionQuery("from Book", Book.class).getResultList()));
    return shop;
  }

  private static void assertBounded(RegionMXBean region) {
    assertThat(region.getEvictions()).as("evictions of %s", region.getRegion()).isPositive();
    assertThat(region.getEntries()).as("entries of %s", region.getRegion()).isLessThan(ROWS / 2);
  }

  private static void assertUnbounded(RegionMXBean region) {
    assertThat(region.getEvictions()).as("evictions of %s", region.getRegion()).isZero();
    assertThat(region.getEntries()).as("entries of %s", region.getRegion()).isEqualTo(ROWS);
  }

  @Test
  void none_keepsAllOfAFewRows() {
    try (Observed shop = open()) {
      assertUnbounded(shop.beans().region(Note.class));
      assertUnbounded(shop.beans().region(Book.class));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"maximum-size=20", "maximum-bytes=6000"})
  void bound_ofOneRegion_boundsThatOne(String bound) {
    String[] keyAndValue = (REGIONS + Note.class.getName() + "." + bound).split("=", -1);
    try (Observed shop = open(keyAndValue)) {
      assertBounded(shop.beans().region(Note.class));
      assertUnbounded(shop.beans().region(Book.class));
    }
  }

  @Test
  void bound_ofThePatternOfAll_boundsAllButTheTimestamps() {
    try (Observed shop = open(REGIONS + "*.maximum-size", "1")) {
      assertBounded(shop.beans().region(Note.class));
      assertBounded(shop.beans().region(Book.class));
      assertThat(shop.beans().region("default-update-timestamps-region").getEvictions()).isZero();
      assertThat(shop.beans().region("default-update-timestamps-region").getEntries())
          .isGreaterThan(1);
    }
  }

  @Test
  void bound_ofTheNaturalIdRegion_boundsThatOne() {
    String region = Book.class.getName() + "##NaturalId";
    try (Observed shop = open(REGIONS + region + ".maximum-size", "20")) {
      assertBounded(shop.beans().region(region));
      assertUnbounded(shop.beans().region(Book.class));
    }
  }

  @Test
  void patterns_theLongestWins() {
    try (Observed shop =
        open(
            REGIONS + "*.maximum-size",
            "5000",
            REGIONS + "*.shop.*.maximum-size",
            "20",
            REGIONS + Book.class.getName() + ".maximum-size",
            "4000")) {
      assertBounded(shop.beans().region(Note.class));
      assertUnbounded(shop.beans().region(Book.class));
    }
  }

  @Test
  void missingRegionFail_withALineForEachRegion_starts() {
    try (Observed shop =
        open(PREFIX + "missing-region", "fail", REGIONS + "*.shop.*.maximum-size", "500")) {
      assertUnbounded(shop.beans().region(Note.class));
    }
  }

  @Test
  void missingRegionCreateWarn_warnsNamingTheLineToAdd() {
    try (Logged logged = Logged.warnings();
        Observed shop =
            open(
                PREFIX + "missing-region",
                "create-warn",
                REGIONS + Book.class.getName() + "*.maximum-size",
                "500")) {
      assertUnbounded(shop.beans().region(Note.class));
      assertThat(logged.soFar())
          .anySatisfy(
              warning -> assertThat(warning).contains(REGIONS + Note.class.getName() + ".maxi"))
          .noneSatisfy(warning -> assertThat(warning).contains("region=" + Book.class.getName()));
    }
  }

  @Test
  void missingRegionCreate_saysNothing() {
    try (Logged logged = Logged.warnings();
        Observed shop = open()) {
      assertUnbounded(shop.beans().region(Note.class));
      assertThat(logged.soFar()).isEmpty();
    }
  }

  @Test
  void twoFactoriesOfOnePrefix_withOtherBounds_warnAndKeepThoseOfTheFirst() {
    String key = REGIONS + Note.class.getName() + ".maximum-size";
    try (Logged logged = Logged.warnings();
        Observed first = open(key, "20");
        Stage second =
            Stage.builder(AccessType.READ_WRITE).on(first.stage()).with(key, "5000").open()) {
      second.read(session -> session.createSelectionQuery("from Note", Note.class).getResultList());

      assertBounded(first.beans().region(Note.class));
      assertThat(logged.soFar())
          .hasSize(1)
          .allSatisfy(
              warning -> assertThat(warning).contains(Note.class.getName()).contains("20", "5000"));
    }
  }

  @Test
  void twoFactoriesOfOnePrefix_withTheSameBounds_sayNothing() {
    String key = REGIONS + Note.class.getName() + ".maximum-size";
    try (Logged logged = Logged.warnings();
        Observed first = open(key, "20");
        Stage second =
            Stage.builder(AccessType.READ_WRITE).on(first.stage()).with(key, "20").open()) {
      assertThat(second.read(session -> session.find(Note.class, 1L)).text).isEqualTo("text");
      assertThat(logged.soFar()).isEmpty();
    }
  }

  @Test
  void nullVersion_isUnversionedAndCached() {
    try (Stage stage = Stage.empty(AccessType.READ_WRITE).entity(Loose.class).open()) {
      stage.sql("alter table Loose alter column version drop not null");
      stage.sql("insert into Loose (id, version, text) values (1, null, 'old')");
      stage.read(session -> session.find(Loose.class, 1L));
      boolean cached = stage.isCached(Loose.class, 1L);
      stage.read(
          session -> session.createSelectionQuery("from Loose", Loose.class).getResultList());

      stage.factory.getCache().evictEntityData(Loose.class, 1L);
      stage.sql("update Loose set text = 'new'");

      assertThat(cached).isTrue();
      assertThat(stage.read(session -> session.find(Loose.class, 1L)).text).isEqualTo("new");
      assertThat(stage.isCached(Loose.class, 1L)).isTrue();
    }
  }
}
