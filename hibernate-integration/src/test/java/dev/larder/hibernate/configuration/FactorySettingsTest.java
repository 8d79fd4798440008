// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.configuration.FactorySettings.MissingRegion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.assertj.core.api.Assumptions;
import org.hibernate.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from settings, and what is refused by name. */
class FactorySettingsTest {
  private static final String PREFIX = FactorySettings.PREFIX;

  /** Every key there is; the documentation lists them all. */
  private static final List<String> KEYS =
      List.of(
          "uri",
          "manager",
          "missing-region",
          "timeout",
          "lock-timeout",
          "intent-max",
          "isolation",
          "maximum-size",
          "maximum-bytes",
          "expire-after-write");

  private static final int NOT_OF_REGIONS = 7;

  /** Settings without the common beginning of their keys. */
  private static FactorySettings of(String... keysAndValues) {
    Map<String, Object> all = new TreeMap<>();
    all.put("hibernate.cache.region.factory_class", "larder");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      all.put(PREFIX + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new FactorySettings(all);
  }

  private static RegionSettings sized(FactorySettings settings, String region) {
    return settings.ofRegion(region, RegionSettings.OF_DATA);
  }

  @Test
  void none_givesTheDefaults() {
    FactorySettings settings = of();

    assertThat(settings.uri()).isEmpty();
    assertThat(settings.manager()).isEmpty();
    assertThat(settings.missingRegion()).isEqualTo(MissingRegion.CREATE);
    assertThat(settings.timeoutMillis()).isEqualTo(50);
    assertThat(settings.lockTimeoutMillis()).isEqualTo(200);
    assertThat(settings.intentMaxMillis()).isEqualTo(Duration.ofMinutes(5).toMillis());
    assertThat(settings.isolation()).isEmpty();
    assertThat(sized(settings, "shop.Book")).isEqualTo(RegionSettings.OF_DATA);
    assertThat(settings.mentions("shop.Book")).isFalse();
  }

  @Test
  void all_areRead() {
    FactorySettings settings =
        of(
            "uri", "larder:local/shop",
            "missing-region", "create-warn",
            "timeout", "70ms",
            "lock-timeout", "3s",
            "intent-max", "10m",
            "isolation", "repeatable-read");

    assertThat(settings.uri()).hasValue(URI.create("larder:local/shop"));
    assertThat(settings.missingRegion()).isEqualTo(MissingRegion.CREATE_WARN);
    assertThat(settings.timeoutMillis()).isEqualTo(70);
    assertThat(settings.lockTimeoutMillis()).isEqualTo(3_000);
    assertThat(settings.intentMaxMillis()).isEqualTo(600_000);
    assertThat(settings.isolation()).hasValue(Isolation.SNAPSHOT);
  }

  @Test
  void manager_isGivenBackAsItIs() {
    Object manager = new Object();

    assertThat(new FactorySettings(Map.of(PREFIX + "manager", manager)).manager())
        .hasValue(manager);
  }

  @ParameterizedTest
  @CsvSource({
    "auto,", "read-uncommitted,READ_UNCOMMITTED", "read-committed,READ_COMMITTED",
    "repeatable-read,SNAPSHOT", "snapshot,SNAPSHOT", "serializable,SNAPSHOT"
  })
  void isolation_isReadByName(String text, Isolation expected) {
    assertThat(of("isolation", text).isolation().orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "time-out,hibernate.cache.larder.timeout",
    "locktimeout,hibernate.cache.larder.lock-timeout",
    "missing_region,hibernate.cache.larder.missing-region",
    "intent_max,hibernate.cache.larder.intent-max",
    "isolationlevel,hibernate.cache.larder.isolation",
    "url,hibernate.cache.larder.uri",
    "Manager,hibernate.cache.larder.manager",
    "regions.shop.Book.max-size,hibernate.cache.larder.regions.shop.Book.maximum-size",
    "regions.*.maximum-byte,hibernate.cache.larder.regions.*.maximum-bytes",
    "regions.a.b.expire-after-access,hibernate.cache.larder.regions.a.b.expire-after-write"
  })
  void unknownKey_isRefusedNamingTheNearest(String key, String nearest) {
    assertThatThrownBy(() -> of(key, "1"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(PREFIX + key)
        .hasMessageContaining("the nearest valid one is " + nearest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"regions", "regions.", "regions.maximum-size", "regions..maximum-size"})
  void regionsKeyWithoutARegion_isRefused(String key) {
    assertThatThrownBy(() -> of(key, "1"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(PREFIX + key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "uri; not a uri; uri",
        "missing-region; maybe; create, create-warn or fail",
        "timeout; soon; a duration such as",
        "timeout; 0ms; at least 1ms",
        "timeout; -5ms; a duration such as",
        "lock-timeout; 12; a duration such as",
        "lock-timeout; 0s; at least 1ms",
        "intent-max; never; a duration such as",
        "intent-max; 0; a duration such as",
        "isolation; sometimes; use auto, read-uncommitted, read-committed"
      })
  void impossibleValue_isRefusedNamingPlaceFoundAndAllowed(
      String key, String value, String allowed) {
    assertThatThrownBy(() -> readAll(of(key, value)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(PREFIX + key)
        .hasMessageContaining(value)
        .hasMessageContaining(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "maximum-size; 0; at least 1",
        "maximum-size; many; a whole number",
        "maximum-size; -1; a whole number",
        "maximum-bytes; 0MB; at least 1",
        "maximum-bytes; 1TB; a number of bytes such as",
        "maximum-bytes; 100000GB; less than this JVM's heap",
        "expire-after-write; 0s; a duration above 0, or never",
        "expire-after-write; soon; a duration such as"
      })
  void impossibleValueOfARegion_isRefusedNamingPlaceFoundAndAllowed(
      String key, String value, String allowed) {
    String whole = "regions.shop.Book." + key;

    assertThatThrownBy(() -> of(whole, value))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(PREFIX + whole)
        .hasMessageContaining(value)
        .hasMessageContaining(allowed);
  }

  private static void readAll(FactorySettings settings) {
    assertThat(
            List.of(
                settings.uri(),
                settings.missingRegion(),
                settings.timeoutMillis(),
                settings.lockTimeoutMillis(),
                settings.intentMaxMillis(),
                settings.isolation()))
        .isEmpty();
  }

  @Test
  void region_isSetByItsName() {
    RegionSettings book =
        sized(
            of(
                "regions.shop.Book.maximum-size", "7",
                "regions.shop.Book.expire-after-write", "30s"),
            "shop.Book");

    assertThat(book)
        .isEqualTo(
            new RegionSettings(OptionalLong.of(7), OptionalLong.empty(), Duration.ofSeconds(30)));
  }

  @Test
  void region_thatNeverExpires_hasNoLife() {
    assertThat(sized(of("regions.*.expire-after-write", "never"), "a").expireAfterWrite())
        .isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "*,shop.Book,true",
    "*,shop.Book##NaturalId,true",
    "shop.Book,shop.Book,true",
    "shop.Book,shop.Bookmark,false",
    "shop.Book,shop.Book.tags,false",
    "shop.Book,shop.Book##NaturalId,false",
    "shop.Book*,shop.Book##NaturalId,true",
    "shop.Book##NaturalId,shop.Book##NaturalId,true",
    "shop.*,shop.Book.tags,true",
    "shop.*,shopping.List,false",
    "*.tags,shop.Book.tags,true",
    "*.tags,shop.Book.tagset,false",
    "shop.*.tags,shop.Book.tags,true",
    "shop.*.tags,shop.tags,false",
    "*Book*,shop.Book.tags,true",
    "a*a,a,false",
    "a*a,aa,true",
    "shop?Book,shop.Book,false",
    "default-query-results-region,default-query-results-region,true"
  })
  void pattern_matches(String pattern, String region, boolean matches) {
    FactorySettings settings = of("regions." + pattern + ".maximum-size", "7");

    assertThat(settings.mentions(region)).isEqualTo(matches);
    assertThat(sized(settings, region).maximumSize().getAsLong()).isEqualTo(matches ? 7 : 10_000);
  }

  @Test
  void patterns_theLongestWinsForEachSettingByItself() {
    FactorySettings settings =
        of(
            "regions.*.maximum-size", "1",
            "regions.*.expire-after-write", "1s",
            "regions.shop.*.maximum-size", "2",
            "regions.shop.Book.maximum-size", "3");

    assertThat(sized(settings, "shop.Book").maximumSize()).hasValue(3);
    assertThat(sized(settings, "shop.Book").expireAfterWrite()).isEqualTo(Duration.ofSeconds(1));
    assertThat(sized(settings, "shop.Note").maximumSize()).hasValue(2);
    assertThat(sized(settings, "other").maximumSize()).hasValue(1);
  }

  @Test
  void name_asLongAsAPattern_wins() {
    FactorySettings settings =
        of("regions.shop.B*.maximum-size", "1", "regions.shop.Bo.maximum-size", "2");

    assertThat(sized(settings, "shop.Bo").maximumSize()).hasValue(2);
  }

  @Test
  void regionWithBytes_isBoundedByThem() {
    assertThat(sized(of("regions.*.maximum-bytes", "2MB"), "a").maximumBytes()).hasValue(2L << 20);
  }

  @Test
  void refuseSettingsOf_aRegionThatIsNamed_namesTheSetting() {
    FactorySettings settings = of("regions.stamps.maximum-size", "5");

    assertThatThrownBy(() -> settings.refuseSettingsOf("stamps", "none may be lost"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(PREFIX + "regions.stamps.maximum-size")
        .hasMessageContaining("none may be lost");
  }

  @Test
  void refuseSettingsOf_aRegionThatOnlyAPatternMeets_refusesNothing() {
    FactorySettings settings = of("regions.*.maximum-size", "5");

    settings.refuseSettingsOf("stamps", "none may be lost");

    assertThat(settings.mentions("stamps")).isTrue();
  }

  @Test
  void documentation_listsEveryKey() throws IOException {
    Path page = Path.of("../docs/hibernate.md");
    Assumptions.assumeThat(page).exists();

    String text = Files.readString(page);

    assertThat(KEYS).allSatisfy(key -> assertThat(text).contains(key + "`"));
  }

  @Test
  void keys_ofTheDocumentationTest_areAllThereAre() {
    assertThat(KEYS).containsAll(RegionSetting.keys());
    assertThat(KEYS.size() - RegionSetting.keys().size())
        .as("keys that are not of regions")
        .isEqualTo(NOT_OF_REGIONS);
  }
}
