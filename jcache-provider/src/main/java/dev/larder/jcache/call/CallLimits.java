// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.HoldLimits;
import java.time.Duration;

/**
 * How long user code may take and calls may wait, in milliseconds.
 *
 * @param holds the limits of what a caller holds on a key
 * @param waitMillis the longest wait of a call for a key that somebody else holds
 * @param innerWaitMillis the same for a call made from inside user code, which keeps others waiting
 */
public record CallLimits(HoldLimits holds, long waitMillis, long innerWaitMillis) {

  /** User code 30 s, a wait twice that, a wait inside user code 5 s. */
  public static final CallLimits DEFAULT = new CallLimits(HoldLimits.DEFAULT, 60_000, 5_000);

  /**
   * The defaults but for user code: a load, a writer's call, a processor may take this long. A wait
   * inside it ends sooner, so that it can still tell whom it waited for.
   */
  public static CallLimits ofUserCode(Duration limit) {
    HoldLimits standard = HoldLimits.DEFAULT;
    long millis = limit.toMillis();
    return new CallLimits(
        standard.withUserCode(millis),
        2 * millis,
        Math.min(DEFAULT.innerWaitMillis(), Math.max(1, millis / 2)));
  }
}
