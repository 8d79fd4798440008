// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What properties say about a manager and its caches. Of several places that give a key the first
 * in this order wins: the properties handed to {@code getCacheManager}, system properties, the
 * environment ({@code LARDER_URI} alone), {@code larder.properties} on the class path, or in its
 * place the file that the manager's URI names. Read once, when a manager opens.
 */
public final class ManagerSettings {
  /** The key that names the topology. */
  public static final String URI_KEY = "larder.uri";

  private static final String PREFIX = "larder.";
  private static final String CACHES = "larder.caches.";
  private static final String ENVIRONMENT_KEY = "LARDER_URI";
  private static final String FILE = "larder.properties";

  /** Where settings come from, and what it says. */
  private record Place(String name, Map<String, String> values) {}

  /** What a key was given, and where. */
  private record Given(String text, String place) {}

  private final Map<String, Given> given = new TreeMap<>();

  private ManagerSettings(List<Place> places) {
    for (Place place : places) {
      place.values().forEach((key, text) -> given.putIfAbsent(key, new Given(text, place.name())));
    }
    given.keySet().forEach(this::requireKnown);
  }

  /**
   * The settings for a manager that is about to open.
   *
   * @param file what its URI names in place of {@code larder.properties}; {@code null} for none
   * @param argument the properties handed over with the call
   * @throws CacheException if a place cannot be read, or a key or value in it is not known
   */
  public static ManagerSettings read(ClassLoader loader, @Nullable URL file, Properties argument) {
    List<Place> places = new ArrayList<>();
    places.add(new Place("the properties given", larderKeys(argument)));
    places.add(new Place("system property", larderKeys(System.getProperties())));
    String environment = System.getenv(ENVIRONMENT_KEY);
    if (environment != null) {
      places.add(new Place("environment " + ENVIRONMENT_KEY, Map.of(URI_KEY, environment)));
    }
    URL url = file == null ? loader.getResource(FILE) : file;
    if (url != null) {
      places.add(new Place(file == null ? FILE : file.toString(), larderKeys(load(url))));
    }
    return new ManagerSettings(places);
  }

  private static Map<String, String> larderKeys(Properties properties) {
    Map<String, String> values = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(PREFIX)) {
        values.put(key, properties.getProperty(key));
      }
    }
    return values;
  }

  private static Properties load(URL url) {
    Properties properties = new Properties();
    try (InputStream in = url.openStream()) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new CacheException("settings at " + url + " cannot be read: " + e.getMessage(), e);
    }
    return properties;
  }

  /** The URI that settings name, if any does. */
  public Optional<URI> uri() {
    Given uri = given.get(URI_KEY);
    if (uri == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(uri.text()));
    } catch (IllegalArgumentException e) {
      throw refused(URI_KEY, uri, "use a URI such as " + Topology.DEFAULT);
    }
  }

  /** Where {@link #uri} was found, for people. */
  public String uriPlace() {
    Given uri = given.get(URI_KEY);
    return uri == null ? "default" : uri.place();
  }

  /**
   * The configuration of a new cache: a copy of what its creator gave, with what settings say.
   *
   * @throws CacheException if a setting's value is impossible, or two of them exclude each other
   */
  public <K, V> LarderConfiguration<K, V> configure(
      String cacheName, CompleteConfiguration<K, V> byCode) {
    LarderConfiguration<K, V> configuration = new LarderConfiguration<>(byCode);
    Map<CacheSetting, String> chosen = keysFor(cacheName);
    for (Map.Entry<CacheSetting, String> choice : chosen.entrySet()) {
      Given value = given.get(choice.getValue());
      if (value != null) {
        apply(configuration, choice.getKey(), choice.getValue(), value);
      }
    }
    return configuration;
  }

  /**
   * The caches to make when the manager opens.
   *
   * @throws CacheException if a pattern is told to be made, or it is not said whether to
   */
  public Set<String> declaredCaches() {
    Set<String> declared = new TreeSet<>();
    given.forEach(
        (key, value) -> {
          if (key.startsWith(CACHES) && settingOf(key).equals(CacheSetting.CREATE.key())) {
            declare(key, value, declared);
          }
        });
    return declared;
  }

  private static void declare(String key, Given value, Set<String> declared) {
    if (patternOf(key).contains("*")) {
      throw refused(key, value, "a pattern cannot be made: name the cache");
    }
    apply(new LarderConfiguration<>(), CacheSetting.CREATE, key, value);
    if (Amounts.isOn(value.text())) {
      declared.add(patternOf(key));
    }
  }

  private static void apply(
      LarderConfiguration<?, ?> configuration, CacheSetting setting, String key, Given value) {
    try {
      setting.apply(configuration, value.text());
    } catch (IllegalArgumentException e) {
      throw refused(key, value, e.getMessage());
    }
  }

  private static CacheException refused(String key, Given value, @Nullable String allowed) {
    return new CacheException(
        key + " from " + value.place() + " is \"" + value.text() + "\"; " + allowed);
  }

  /**
   * For each setting the key that speaks of this cache: its own name before the longest pattern, of
   * equally long ones the last in alphabetical order.
   */
  private Map<CacheSetting, String> keysFor(String cacheName) {
    Map<CacheSetting, String> keys = new EnumMap<>(CacheSetting.class);
    given.keySet().stream()
        .filter(key -> key.startsWith(CACHES) && matches(patternOf(key), cacheName))
        .sorted(
            Comparator.comparing((String key) -> patternOf(key).equals(cacheName))
                .thenComparing(key -> patternOf(key).length())
                .thenComparing(ManagerSettings::patternOf))
        .forEach(key -> choose(keys, key));
    return keys;
  }

  private void choose(Map<CacheSetting, String> keys, String key) {
    CacheSetting setting = CacheSetting.named(settingOf(key)).orElseThrow();
    for (CacheSetting rival : setting.rivals()) {
      String other = rival == setting ? null : keys.get(rival);
      if (other != null && patternOf(other).equals(patternOf(key))) {
        throw new CacheException(key + " and " + other + " exclude each other; set one of them");
      }
      keys.remove(rival);
    }
    keys.put(setting, key);
  }

  private static String patternOf(String key) {
    return key.substring(CACHES.length(), key.lastIndexOf('.'));
  }

  private static String settingOf(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private static boolean matches(String pattern, String cacheName) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(cacheName);
    }
    String head = pattern.substring(0, star);
    String rest = pattern.substring(star + 1);
    if (!cacheName.startsWith(head)) {
      return false;
    }
    for (int from = star; from <= cacheName.length(); from++) {
      if (matches(rest, cacheName.substring(from))) {
        return true;
      }
    }
    return false;
  }

  private void requireKnown(String key) {
    boolean known =
        key.equals(URI_KEY)
            || (key.startsWith(CACHES)
                && key.lastIndexOf('.') > CACHES.length()
                && CacheSetting.named(settingOf(key)).isPresent());
    if (!known) {
      throw new CacheException(
          key
              + " from "
              + placeOf(key)
              + " is no setting of Larder; the nearest is "
              + NearestKey.to(key.toLowerCase(Locale.ROOT)));
    }
  }

  private String placeOf(String key) {
    Given value = given.get(key);
    return value == null ? "nowhere" : value.place();
  }
}
