// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.configuration;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is said about one region.
 *
 * @param maximumSize the most entries; empty for no bound
 * @param maximumBytes the most bytes, estimated; empty for no bound
 * @param expireAfterWrite the life of an entry; zero for ever
 */
public record RegionSettings(
    OptionalLong maximumSize, OptionalLong maximumBytes, Duration expireAfterWrite) {

  /** Of entities, collections and natural ids: 10,000 entries, which live for an hour. */
  public static final RegionSettings OF_DATA =
      new RegionSettings(OptionalLong.of(10_000), OptionalLong.empty(), Duration.ofHours(1));

  /** Of query results: 1,000 entries, which live for an hour. */
  public static final RegionSettings OF_QUERIES =
      new RegionSettings(OptionalLong.of(1_000), OptionalLong.empty(), Duration.ofHours(1));

  /** Of update timestamps: none may be lost, so nothing is bounded and nothing ends. */
  public static final RegionSettings OF_TIMESTAMPS =
      new RegionSettings(OptionalLong.empty(), OptionalLong.empty(), Duration.ZERO);

  /**
   * What all who share a region's store have to agree on: the life of an entry is each one's own.
   */
  public List<OptionalLong> bounds() {
    return List.of(maximumSize, maximumBytes);
  }
}
