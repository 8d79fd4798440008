// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import dev.larder.engine.time.Ticks;
import java.util.concurrent.TimeUnit;

/**
 * How long something may take that has begun: several waits in a row share it.
 *
 * @param endNanos of {@link Ticks}
 */
public record Limit(long endNanos) {

  static Limit of(long millis) {
    return new Limit(Ticks.nanos() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  long leftNanos() {
    return Math.max(0, endNanos - Ticks.nanos());
  }
}
