// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import javax.cache.configuration.Factory;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;

/** How long an entry may live. */
public enum Life {
  /** Until it is removed or evicted. */
  ETERNAL,
  /** Ten minutes from its creation: it never ends within a run, but every read must know that. */
  TEN_MINUTES;

  Factory<ExpiryPolicy> policy() {
    return switch (this) {
      case ETERNAL -> EternalExpiryPolicy.factoryOf();
      case TEN_MINUTES -> CreatedExpiryPolicy.factoryOf(Duration.TEN_MINUTES);
    };
  }
}
