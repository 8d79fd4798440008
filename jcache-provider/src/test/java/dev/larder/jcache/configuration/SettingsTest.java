// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.RecordingWriter;
import dev.larder.jcache.spi.LarderCachingProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings by properties: every one of them, whose word counts, and what is refused. */
class SettingsTest {
  private static final String CACHES = "larder.caches.";

  /** A value of a setting, and how a configuration shows it. */
  private record Example(String text, Predicate<LarderConfiguration<?, ?>> shows) {}

  private static final Map<CacheSetting, Example> EXAMPLES = examples();

  private static Map<CacheSetting, Example> examples() {
    Map<CacheSetting, Example> all = new EnumMap<>(CacheSetting.class);
    all.put(
        CacheSetting.MAXIMUM_SIZE,
        new Example("1000", cache -> cache.maximumSize().orElse(0) == 1_000));
    all.put(
        CacheSetting.MAXIMUM_BYTES,
        new Example("64MB", cache -> cache.maximumBytes().orElse(0) == 64L << 20));
    all.put(
        CacheSetting.EXPIRE_AFTER_CREATE,
        new Example("10m", cache -> expires(cache, CreatedExpiryPolicy.class, 10)));
    all.put(
        CacheSetting.EXPIRE_AFTER_WRITE,
        new Example("20m", cache -> expires(cache, ModifiedExpiryPolicy.class, 20)));
    all.put(
        CacheSetting.EXPIRE_AFTER_ACCESS,
        new Example("30m", cache -> expires(cache, TouchedExpiryPolicy.class, 30)));
    all.put(CacheSetting.STATISTICS, new Example("on", LarderConfiguration::isStatisticsEnabled));
    all.put(CacheSetting.MANAGEMENT, new Example("true", LarderConfiguration::isManagementEnabled));
    all.put(CacheSetting.STORE_BY_VALUE, new Example("off", cache -> !cache.isStoreByValue()));
    all.put(
        CacheSetting.USER_CODE_LIMIT,
        new Example("2s", cache -> cache.userCodeLimit().equals(of(Duration.ofSeconds(2)))));
    all.put(
        CacheSetting.WRITE_BEHIND,
        new Example("on", cache -> cache.writeBehind().isPresent() && cache.isWriteThrough()));
    all.put(
        CacheSetting.WRITE_BEHIND_DELAY,
        new Example("5s", cache -> cache.writeBehind().orElseThrow().delayMillis() == 5_000));
    all.put(
        CacheSetting.WRITE_BEHIND_BATCH_SIZE,
        new Example("7", cache -> cache.writeBehind().orElseThrow().batchSize() == 7));
    all.put(
        CacheSetting.WRITE_BEHIND_CAPACITY,
        new Example("8", cache -> cache.writeBehind().orElseThrow().capacity() == 8));
    all.put(
        CacheSetting.WRITE_BEHIND_DEAD_LETTERS,
        new Example("9", cache -> cache.writeBehind().orElseThrow().deadLetterCapacity() == 9));
    all.put(
        CacheSetting.WRITE_BEHIND_ATTEMPTS,
        new Example("3", cache -> cache.writeBehind().orElseThrow().retry().maxAttempts() == 3));
    return all;
  }

  private static <T> java.util.Optional<T> of(T value) {
    return java.util.Optional.of(value);
  }

  private static boolean expires(
      LarderConfiguration<?, ?> cache, Class<? extends ExpiryPolicy> policy, long minutes) {
    ExpiryPolicy made = cache.getExpiryPolicyFactory().create();
    return policy.isInstance(made)
        && made.getExpiryForCreation()
            .equals(new javax.cache.expiry.Duration(TimeUnit.MINUTES, minutes));
  }

  /** The configuration of a cache that is made under these settings, keys and values in turn. */
  private static LarderConfiguration<String, Integer> made(
      String name, LarderConfiguration<String, Integer> byCode, String... settings) {
    try (OpenManager opened = OpenManager.with(settings)) {
      return configurationOf(opened.cache(name, byCode));
    }
  }

  @SuppressWarnings("unchecked") // the cache's own configuration
  private static LarderConfiguration<String, Integer> configurationOf(
      LarderCache<String, Integer> cache) {
    return cache.getConfiguration(LarderConfiguration.class);
  }

  private static LarderConfiguration<String, Integer> written() {
    return OpenManager.numbers().setCacheWriterFactory(RecordingWriter::new);
  }

  @ParameterizedTest
  @EnumSource(value = CacheSetting.class, mode = EnumSource.Mode.EXCLUDE, names = "CREATE")
  void setting_byOwnNameOrPattern_isApplied(CacheSetting setting) {
    Example example = EXAMPLES.get(setting);
    assertThat(example.shows().test(written().setWriteBehind(defaults())))
        .isEqualTo(isDefault(setting));

    assertThat(example.shows())
        .accepts(madeBy(CACHES + "shop.Book." + setting.key(), example))
        .accepts(madeBy(CACHES + "shop.*." + setting.key(), example))
        .accepts(madeBy(CACHES + "*." + setting.key(), example))
        .accepts(madeBy(CACHES + "*op*B*k." + setting.key(), example))
        .rejects(madeBy(CACHES + "*op*B*x." + setting.key(), example));
  }

  private static LarderConfiguration<String, Integer> madeBy(String key, Example example) {
    LarderConfiguration<String, Integer> byCode =
        key.contains("write-behind-") ? written().setWriteBehind(defaults()) : written();
    return made("shop.Book", byCode, key, example.text());
  }

  @Test
  void create_switchedOn_listsTheCacheAtOnceWithItsSettings() {
    try (OpenManager opened =
        OpenManager.with(
            CACHES + "shop.Book.create",
            "on",
            CACHES + "shop.Page.create",
            "off",
            CACHES + "shop.*.maximum-size",
            "10")) {

      assertThat(opened.manager().getCacheNames()).containsExactly("shop.Book");
      assertThat(opened.manager().getCache("shop.Book").toString()).contains("10 entries");
    }
  }

  @Test
  void create_ofAPattern_isRefused() {
    assertThatThrownBy(() -> OpenManager.with(CACHES + "shop.*.create", "on"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(CACHES + "shop.*.create")
        .hasMessageContaining("pattern");
  }

  /** On already in the configuration that the example is held against. */
  private static boolean isDefault(CacheSetting setting) {
    return setting == CacheSetting.WRITE_BEHIND;
  }

  private static dev.larder.engine.writebehind.WriteBehindOptions defaults() {
    return dev.larder.engine.writebehind.WriteBehindOptions.defaults();
  }

  @ParameterizedTest
  @EnumSource(CacheSetting.class)
  void setting_impossibleValue_isRefusedByKeyPlaceAndValue(CacheSetting setting) {
    String key = CACHES + "books." + setting.key();

    assertThatThrownBy(() -> made("books", written(), key, "no such thing"))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith(key)
        .hasMessageContaining("from the properties given")
        .hasMessageContaining("\"no such thing\"")
        .hasMessageContaining("use ");
  }

  @ParameterizedTest
  @CsvSource({
    "maximum-size,0",
    "maximum-size,-1",
    "maximum-size,99999999999999999999",
    "maximum-bytes,0",
    "maximum-bytes,10000000000GB",
    "expire-after-write,0ms",
    "expire-after-write,10",
    "user-code-limit,0s",
    "user-code-limit,2d",
    "write-behind-batch-size,0",
    "write-behind-capacity,0",
    "write-behind-delay,2d",
    "write-behind-attempts,0",
    "write-behind-dead-letters,0",
    "statistics,yes"
  })
  void setting_outOfRange_isRefusedByKeyAndValue(String setting, String value) {
    String key = CACHES + "books." + setting;

    assertThatThrownBy(() -> made("books", written(), key, value))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(key)
        .hasMessageContaining('"' + value + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "larder.caches.books.maximum-sise,larder.caches.books.maximum-size",
    "larder.caches.books.expire-after-writ,larder.caches.books.expire-after-write",
    "larder.caches.books.writebehind,larder.caches.books.write-behind",
    "larder.caches.a.b.c.statistic,larder.caches.a.b.c.statistics",
    "larder.ury,larder.uri",
    "larder.caches.maximum-size,larder.caches.<name or pattern>.maximum-size",
    "larder.cache.books.maximum-size,larder.caches.<name or pattern>.maximum-size"
  })
  void key_unknown_namesTheNearest(String key, String nearest) {
    assertThatThrownBy(() -> OpenManager.with(key, "1"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("the properties given")
        .hasMessageContaining(nearest);
  }

  @Test
  void precedence_exactNameBeforeLongestPatternBeforeCode_settingBySetting() {
    LarderConfiguration<String, Integer> made =
        made(
            "shop.books",
            OpenManager.numbers().setMaximumSize(1).setStatisticsEnabled(true),
            CACHES + "shop.books.maximum-size",
            "10",
            CACHES + "shop.*.maximum-size",
            "20",
            CACHES + "shop.*.expire-after-write",
            "20m",
            CACHES + "*.expire-after-write",
            "10m");

    assertThat(made.maximumSize()).hasValue(10);
    assertThat(expires(made, ModifiedExpiryPolicy.class, 20)).isTrue();
    assertThat(made.isStatisticsEnabled()).isTrue();
  }

  @Test
  void precedence_patternsOfTheSameLength_lastInAlphabeticalOrderWinsHoweverGiven() {
    String first = CACHES + "*bc.maximum-size";
    String second = CACHES + "a*c.maximum-size";
    String third = CACHES + "ab*.maximum-size";

    assertThat(
            made("abc", OpenManager.numbers(), first, "1", third, "3", second, "2").maximumSize())
        .hasValue(3);
    assertThat(made("abc", OpenManager.numbers(), second, "2", first, "1").maximumSize())
        .hasValue(2);
    assertThat(
            made("xbc", OpenManager.numbers(), third, "3", second, "2", first, "1").maximumSize())
        .hasValue(1);
  }

  @Test
  void rivals_moreSpecificOne_replacesTheOther() {
    LarderConfiguration<String, Integer> made =
        made(
            "books",
            OpenManager.numbers().setMaximumSize(5),
            CACHES + "*.expire-after-access",
            "30m",
            CACHES + "books.expire-after-write",
            "20m",
            CACHES + "*.maximum-size",
            "10",
            CACHES + "books.maximum-bytes",
            "1MB");

    assertThat(expires(made, ModifiedExpiryPolicy.class, 20)).isTrue();
    assertThat(made.maximumBytes()).hasValue(1 << 20);
    assertThat(made.maximumSize()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "expire-after-write,20m,expire-after-access,30m",
    "maximum-size,10,maximum-bytes,1MB"
  })
  void rivals_underTheSameName_areRefused(String one, String text, String other, String otherText) {
    assertThatThrownBy(
            () ->
                made(
                    "books",
                    OpenManager.numbers(),
                    CACHES + "books." + one,
                    text,
                    CACHES + "books." + other,
                    otherText))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(CACHES + "books." + one)
        .hasMessageContaining(CACHES + "books." + other)
        .hasMessageContaining("exclude each other");
  }

  @Test
  void bounds_bothByCode_areRefused() {
    assertThatThrownBy(
            () -> made("books", OpenManager.numbers().setMaximumSize(1).setMaximumBytes(1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("books")
        .hasMessageContaining("maximum-size")
        .hasMessageContaining("maximum-bytes");
  }

  @Test
  void writeBehind_switchedOff_hasTheLastWord() {
    LarderConfiguration<String, Integer> made =
        made(
            "books",
            written().setWriteBehind(defaults()),
            CACHES + "*.write-behind-delay",
            "5s",
            CACHES + "books.write-behind",
            "off");

    assertThat(made.writeBehind()).isEmpty();
    assertThat(made.isWriteThrough()).isTrue();
  }

  @Test
  void systemProperty_onlyIfTheArgumentHasNone_counts() {
    String size = CACHES + "system-test.maximum-size";
    String statistics = CACHES + "system-test.statistics";
    System.setProperty(size, "10");
    System.setProperty(statistics, "on");
    try {
      LarderConfiguration<String, Integer> made =
          made("system-test", OpenManager.numbers(), size, "20");

      assertThat(made.maximumSize()).hasValue(20);
      assertThat(made.isStatisticsEnabled()).isTrue();
    } finally {
      System.clearProperty(size);
      System.clearProperty(statistics);
    }
  }

  @Test
  void file_onTheClassPath_countsAfterTheSystemProperty(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("larder.properties"),
        CACHES + "books.maximum-size = 10\n" + CACHES + "books.statistics = on\n");
    String size = CACHES + "books.maximum-size";
    try (URLClassLoader loader = childOver(folder);
        LarderCachingProvider provider = new LarderCachingProvider()) {
      System.setProperty(size, "20");
      CacheManager manager = provider.getCacheManager(OpenManager.freshUri(), loader);
      LarderCache<String, Integer> cache =
          (LarderCache<String, Integer>) manager.createCache("books", OpenManager.numbers());

      assertThat(configurationOf(cache).maximumSize()).hasValue(20);
      assertThat(configurationOf(cache).isStatisticsEnabled()).isTrue();
    } finally {
      System.clearProperty(size);
    }
  }

  private static URLClassLoader childOver(Path folder) throws IOException {
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, SettingsTest.class.getClassLoader());
  }

  @Test
  void file_onTheClassPath_namesTheDefaultUri(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("larder.properties"), "larder.uri = larder:local/from-file\n");
    try (URLClassLoader loader = childOver(folder);
        LarderCachingProvider provider = new LarderCachingProvider()) {

      assertThat(provider.getCacheManager(null, loader).getURI())
          .isEqualTo(URI.create("larder:local/from-file"));
    }
  }

  @Test
  void file_namedByTheUri_isReadInPlaceOfTheOther(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("my.properties");
    Files.writeString(file, CACHES + "books.maximum-size = 30\n");
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      CacheManager manager = provider.getCacheManager(file.toUri(), null);
      LarderCache<String, Integer> cache =
          (LarderCache<String, Integer>) manager.createCache("books", OpenManager.numbers());

      assertThat(manager.getURI()).isEqualTo(file.toUri());
      assertThat(configurationOf(cache).maximumSize()).hasValue(30);
    }
  }

  @Test
  void file_withABadSetting_isNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("my.properties");
    Files.writeString(file, CACHES + "books.maximum-sise = 30\n");
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      assertThatThrownBy(() -> provider.getCacheManager(file.toUri(), null))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("my.properties")
          .hasMessageContaining(CACHES + "books.maximum-size");
    }
  }

  static Stream<Arguments> badUris() {
    return Stream.of(
        Arguments.of("larder:member/shop", "dev.larder:larder-node"),
        Arguments.of("larder://a:1+b:2/shop", "dev.larder:larder-client"),
        Arguments.of("larder:remote/shop", "larder:local"),
        Arguments.of("larder:localhost", "larder:local"),
        Arguments.of("larder:local/a,b", "no , = ? *"),
        Arguments.of("larder:local/a=b", "no , = ? *"),
        Arguments.of("larder:local/a?b", "no , = ? *"),
        Arguments.of("larder:local/a*b", "no , = ? *"),
        Arguments.of("larder:local/a#b", "no , = ? *"),
        Arguments.of("books", "larder:local"),
        Arguments.of("ehcache:books", "larder:local"),
        Arguments.of("file:/no/such/file.properties", "cannot be read"));
  }

  @ParameterizedTest
  @MethodSource("badUris")
  void uri_impossible_isRefusedByNameAndSaysWhatIsAllowed(String uri, String says) {
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      assertThatThrownBy(() -> provider.getCacheManager(URI.create(uri), null))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining(uri)
          .hasMessageContaining(says);
    }
  }

  @Test
  void uri_impossibleInSettings_namesKeyAndPlace() {
    Properties properties = new Properties();
    properties.setProperty("larder.uri", "larder local");
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      assertThatThrownBy(() -> provider.getCacheManager(null, null, properties))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("larder.uri")
          .hasMessageContaining("the properties given")
          .hasMessageContaining("larder local");
    }
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "30s,30000", "10m,600000", "2h,7200000", "7d,604800000", "1 S,1000"})
  void duration_withUnit_isRead(String text, long millis) {
    assertThat(Amounts.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"500,500", "500b,500", "1KB,1024", "64mb,67108864", "2GB,2147483648"})
  void bytes_withUnit_areRead(String text, long bytes) {
    assertThat(Amounts.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"on,true", "TRUE,true", "off,false", "false,false"})
  void switch_isRead(String text, boolean on) {
    assertThat(Amounts.isOn(text)).isEqualTo(on);
  }
}
