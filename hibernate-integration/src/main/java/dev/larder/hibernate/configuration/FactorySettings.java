// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.configuration;

import dev.larder.jcache.configuration.Amounts;
import dev.larder.jcache.configuration.NearestKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate's settings say about Larder: the keys that begin with {@value #PREFIX}. Read once,
 * when a session factory is built; a key or value that is not known is refused by name.
 */
public final class FactorySettings {
  /** What all keys of ours begin with. */
  public static final String PREFIX = "hibernate.cache.larder.";

  private static final String REGIONS = "regions.";
  private static final List<String> KEYS =
      List.of(
          "uri", "manager", "missing-region", "timeout", "lock-timeout", "intent-max", "isolation");

  /** What to do about a region that no setting speaks of. */
  public enum MissingRegion {
    /** It is made, with defaults. */
    CREATE,
    /** The same, and a warning is logged. */
    CREATE_WARN,
    /** The session factory is not built. */
    FAIL
  }

  private final Map<String, Object> own = new TreeMap<>();
  private final List<RegionLine> regionLines = new ArrayList<>();

  /** One setting of the regions that a pattern names. */
  private record RegionLine(String pattern, RegionSetting setting, String text, String key) {

    boolean matches(String region) {
      String[] parts = pattern.split("\\*", -1);
      int at = 0;
      for (int i = 0; i < parts.length; i++) {
        boolean last = i == parts.length - 1;
        int found =
            last && i > 0
                ? Math.max(at, region.length() - parts[i].length())
                : region.indexOf(parts[i], at);
        if (!region.startsWith(parts[i], found) || found < 0 || (i == 0 && found > 0)) {
          return false;
        }
        at = found + parts[i].length();
      }
      return at == region.length();
    }
  }

  /**
   * Reads the settings of a session factory.
   *
   * @throws CacheException if a key or a value is not known
   */
  public FactorySettings(Map<String, Object> all) {
    all.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX) && value != null) {
            own.put(key.substring(PREFIX.length()), value);
          }
        });
    own.forEach(this::check);
    regionLines.sort(
        Comparator.comparing((RegionLine line) -> !line.pattern().contains("*"))
            .thenComparing(line -> line.pattern().length())
            .thenComparing(RegionLine::pattern, Comparator.reverseOrder()));
  }

  private void check(String key, Object value) {
    if (KEYS.contains(key)) {
      return;
    }
    int dot = key.lastIndexOf('.');
    if (!key.startsWith(REGIONS) || dot <= REGIONS.length()) {
      throw unknown(key, PREFIX + NearestKey.among(KEYS, key));
    }
    String pattern = key.substring(REGIONS.length(), dot);
    String name = key.substring(dot + 1);
    for (RegionSetting setting : RegionSetting.values()) {
      if (setting.key().equals(name)) {
        RegionLine line = new RegionLine(pattern, setting, value.toString(), PREFIX + key);
        RegionSettings unused = apply(line, RegionSettings.OF_DATA);
        regionLines.add(line);
        return;
      }
    }
    throw unknown(
        key, PREFIX + REGIONS + pattern + "." + NearestKey.among(RegionSetting.keys(), name));
  }

  private static CacheException unknown(String key, String nearest) {
    return new CacheException(
        "setting " + PREFIX + key + ": no such key; the nearest valid one is " + nearest);
  }

  private static RegionSettings apply(RegionLine line, RegionSettings settings) {
    try {
      return line.setting().applyTo(settings, line.text());
    } catch (IllegalArgumentException e) {
      throw refused(line.key(), line.text(), e);
    }
  }

  private static CacheException refused(String key, Object value, IllegalArgumentException cause) {
    return new CacheException(
        "setting " + key + ": " + value + " is not possible; " + cause.getMessage(), cause);
  }

  /** What is said about a region: of patterns that match, the longest says what it says last. */
  public RegionSettings ofRegion(String region, RegionSettings defaults) {
    RegionSettings settings = defaults;
    for (RegionLine line : regionLines) {
      if (line.matches(region)) {
        settings = apply(line, settings);
      }
    }
    return settings;
  }

  /** Whether any setting speaks of a region. */
  public boolean mentions(String region) {
    return regionLines.stream().anyMatch(line -> line.matches(region));
  }

  /**
   * Refuses settings that name this region itself; patterns pass it over.
   *
   * @throws CacheException if there is one
   */
  public void refuseSettingsOf(String region, String reason) {
    for (RegionLine line : regionLines) {
      if (line.pattern().equals(region)) {
        throw new CacheException("setting " + line.key() + ": " + reason + "; leave it out");
      }
    }
  }

  /** The manager that was given, to be closed by whoever gave it. */
  public Optional<Object> manager() {
    return Optional.ofNullable(own.get("manager"));
  }

  /** The URI of the manager to use. */
  public Optional<URI> uri() {
    return value("uri", text -> URI.create(text));
  }

  /** What to do about a region that no setting speaks of. */
  public MissingRegion missingRegion() {
    return value("missing-region", FactorySettings::missingRegionOf).orElse(MissingRegion.CREATE);
  }

  private static MissingRegion missingRegionOf(String text) {
    for (MissingRegion known : MissingRegion.values()) {
      if (known.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return known;
      }
    }
    throw new IllegalArgumentException("use create, create-warn or fail");
  }

  /** How long a call may take, in milliseconds. */
  public long timeoutMillis() {
    return millis("timeout", Duration.ofMillis(50));
  }

  /** How long the opening of a transaction's intents may take, in milliseconds. */
  public long lockTimeoutMillis() {
    return millis("lock-timeout", Duration.ofMillis(200));
  }

  /** How long a transaction may hold a key or a region, in milliseconds. */
  public long intentMaxMillis() {
    return millis("intent-max", Duration.ofMinutes(5));
  }

  private long millis(String key, Duration otherwise) {
    return value(key, FactorySettings::duration).orElse(otherwise).toMillis();
  }

  private static Duration duration(String text) {
    Duration given = Amounts.duration(text);
    if (given.isZero()) {
      throw new IllegalArgumentException("use at least 1ms");
    }
    return given;
  }

  /** The isolation that sessions read under, if it is not to be asked of the database. */
  public Optional<Isolation> isolation() {
    return value("isolation", Isolation::named).flatMap(Function.identity());
  }

  private <T> Optional<T> value(String key, Function<String, T> reading) {
    @Nullable Object given = own.get(key);
    if (given == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.apply(given.toString().trim()));
    } catch (IllegalArgumentException e) {
      throw refused(PREFIX + key, given, e);
    }
  }
}
