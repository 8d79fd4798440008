// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;

/** A strategy and the entity that is cached under it. */
record Case(AccessType strategy, Subject subject) {

  /** Each strategy with each entity. */
  static Stream<Case> all() {
    return Stream.of(AccessType.READ_ONLY, AccessType.NONSTRICT_READ_WRITE, AccessType.READ_WRITE)
        .flatMap(
            strategy ->
                Arrays.stream(Subject.values()).map(subject -> new Case(strategy, subject)));
  }

  /** Those whose rows may change. */
  static Stream<Case> writable() {
    return all().filter(each -> each.strategy != AccessType.READ_ONLY);
  }

  /** Those whose rows may not. */
  static Stream<Case> readOnly() {
    return all().filter(each -> each.strategy == AccessType.READ_ONLY);
  }

  /** Whether a commit leaves the new state in the cache. */
  boolean publishes() {
    return strategy != AccessType.NONSTRICT_READ_WRITE;
  }
}
