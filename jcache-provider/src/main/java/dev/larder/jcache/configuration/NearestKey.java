// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The valid key that somebody meant who wrote another one. */
public final class NearestKey {
  private static final String CACHES = "larder.caches.";

  private NearestKey() {}

  static String to(String unknown) {
    String name = "<name or pattern>";
    String setting = unknown.substring(unknown.lastIndexOf('.') + 1);
    if (unknown.startsWith(CACHES) && unknown.lastIndexOf('.') > CACHES.length()) {
      name = unknown.substring(CACHES.length(), unknown.lastIndexOf('.'));
    } else if (distance(unknown, ManagerSettings.URI_KEY) <= 3) {
      return ManagerSettings.URI_KEY;
    }
    List<String> settings = Stream.of(CacheSetting.values()).map(CacheSetting::key).toList();
    return CACHES + name + "." + among(settings, setting);
  }

  /** Of some keys, at least one, the nearest to the one that was written. */
  public static String among(List<String> keys, String written) {
    return keys.stream()
        .min(Comparator.comparingInt(key -> distance(key, written)))
        .orElseThrow(() -> new IllegalArgumentException("there is no key to choose from"));
  }

  /** How many letters have to be changed, added or left out (Levenshtein, 1966). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, column -> column);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
