// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import javax.cache.configuration.MutableConfiguration;

/**
 * What a cache under test is asked to be, the same for every provider.
 *
 * @param maxEntries the bound; 0 for none
 */
public record CacheShape(
    Storage storage, Statistics statistics, Life life, int maxEntries, Class<?> valueType) {
  /** The bound in entries that stands for "no bound". */
  public static final int UNBOUNDED = 0;

  /** By reference, eternal, uncounted. */
  static CacheShape plain(int maxEntries, Class<?> valueType) {
    return new CacheShape(
        Storage.BY_REFERENCE, Statistics.OFF, Life.ETERNAL, maxEntries, valueType);
  }

  boolean bounded() {
    return maxEntries != UNBOUNDED;
  }

  /** Writes all but the bound, which the standard does not know, into a configuration. */
  @SuppressWarnings("unchecked") // the value type of a benchmark's cache is known at run time only
  <K> MutableConfiguration<K, Object> applyTo(
      MutableConfiguration<K, Object> configuration, Class<K> keyType) {
    return configuration
        .setTypes(keyType, (Class<Object>) valueType)
        .setStoreByValue(storage == Storage.BY_VALUE)
        .setStatisticsEnabled(statistics == Statistics.ON)
        .setExpiryPolicyFactory(life.policy());
  }
}
