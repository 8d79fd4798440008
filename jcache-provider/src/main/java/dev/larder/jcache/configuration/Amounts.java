// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units as they are written in properties: {@code 10m}, {@code 64MB}, {@code on}. */
public final class Amounts {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([a-z]*)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30);
  private static final Map<String, Long> COUNTS = Map.of("", 1L);

  private Amounts() {}

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if it is none; says what to use
   */
  public static long count(String text) {
    return amount(text, COUNTS, "a whole number");
  }

  /**
   * A number of bytes.
   *
   * @throws IllegalArgumentException if it is none; says what to use
   */
  public static long bytes(String text) {
    return amount(text, BYTES, "a number of bytes such as 500000, 64MB or 2GB");
  }

  /**
   * A length of time.
   *
   * @throws IllegalArgumentException if it is none; says what to use
   */
  public static Duration duration(String text) {
    return Duration.ofMillis(amount(text, MILLIS, "a duration such as 500ms, 30s, 10m, 2h or 7d"));
  }

  static boolean isOn(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default -> throw new IllegalArgumentException("use on or off");
    };
  }

  private static long amount(String text, Map<String, Long> units, String allowed) {
    Matcher matcher = AMOUNT.matcher(text.trim().toLowerCase(Locale.ROOT));
    Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("use " + allowed);
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("use " + allowed + "; this is more than fits", e);
    }
  }
}
