// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.configuration;

import dev.larder.jcache.configuration.Amounts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** One setting of a region: its name after the last dot of a key, and what it changes. */
enum RegionSetting {
  /** The most entries. */
  MAXIMUM_SIZE("maximum-size") {
    @Override
    RegionSettings applyTo(RegionSettings settings, String text) {
      return new RegionSettings(
          OptionalLong.of(positive(Amounts.count(text))),
          settings.maximumBytes(),
          settings.expireAfterWrite());
    }
  },

  /** The most bytes. */
  MAXIMUM_BYTES("maximum-bytes") {
    @Override
    RegionSettings applyTo(RegionSettings settings, String text) {
      long bytes = positive(Amounts.bytes(text));
      long heap = Runtime.getRuntime().maxMemory();
      if (bytes >= heap) {
        throw new IllegalArgumentException(
            "use less than this JVM's heap, which is at most " + heap + " bytes (-Xmx)");
      }
      return new RegionSettings(
          settings.maximumSize(), OptionalLong.of(bytes), settings.expireAfterWrite());
    }
  },

  /** The life of an entry. */
  EXPIRE_AFTER_WRITE("expire-after-write") {
    @Override
    RegionSettings applyTo(RegionSettings settings, String text) {
      Duration life = text.trim().equals("never") ? Duration.ZERO : Amounts.duration(text);
      if (life.isZero() && !text.trim().equals("never")) {
        throw new IllegalArgumentException("use a duration above 0, or never");
      }
      return new RegionSettings(settings.maximumSize(), settings.maximumBytes(), life);
    }
  };

  private final String key;

  RegionSetting(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /** The settings with this one changed; refuses a text that says nothing possible. */
  abstract RegionSettings applyTo(RegionSettings settings, String text);

  static List<String> keys() {
    return Arrays.stream(values()).map(RegionSetting::key).toList();
  }

  private static long positive(long number) {
    if (number < 1) {
      throw new IllegalArgumentException("use at least 1");
    }
    return number;
  }
}
