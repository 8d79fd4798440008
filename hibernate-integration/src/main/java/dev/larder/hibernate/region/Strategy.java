// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import org.hibernate.cache.CacheException;
import org.hibernate.cache.spi.access.AccessType;

/** What an access strategy lets in. */
enum Strategy {
  /** Data that is never updated. */
  READ_ONLY(AccessType.READ_ONLY),
  /** What a transaction changed is absent after it. */
  NONSTRICT_READ_WRITE(AccessType.NONSTRICT_READ_WRITE),
  /** What a transaction changed is there after it, if nobody else had to do with it. */
  READ_WRITE(AccessType.READ_WRITE);

  private final AccessType type;

  Strategy(AccessType type) {
    this.type = type;
  }

  AccessType type() {
    return type;
  }

  /** Whether what a transaction wrote is offered to the cache after its commit. */
  boolean publishes() {
    return this == READ_WRITE;
  }

  /** Whether what a transaction inserted is offered to the cache after its commit. */
  boolean publishesInserts() {
    return this != NONSTRICT_READ_WRITE;
  }

  /**
   * The strategy that a mapping asks for.
   *
   * @param what the entity or role
   * @throws CacheException if there is none such
   */
  static Strategy of(AccessType asked, String what, String region) {
    return switch (asked) {
      case READ_ONLY -> READ_ONLY;
      case NONSTRICT_READ_WRITE -> NONSTRICT_READ_WRITE;
      case READ_WRITE -> READ_WRITE;
      case TRANSACTIONAL ->
          throw new CacheException(
              "region "
                  + region
                  + ": "
                  + what
                  + " asks for TRANSACTIONAL, which needs a cache that takes part in the"
                  + " transaction; use READ_WRITE, which never shows what is not committed");
    };
  }
}
