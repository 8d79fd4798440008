// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.time;

import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock turned by hand, and the alarm beside it: it remembers who wants to be woken, and when.
 */
public final class ManualTime implements TimeSource, Alarm {

  /** An alarm that asks this often for the same instant would never let time go on. */
  private static final int MOST_CALLS_AT_ONE_INSTANT = 1_000;

  private final AtomicLong nowMillis;
  private final NavigableSet<Long> wakeUps = new ConcurrentSkipListSet<>();

  /** A clock that stands at an instant. */
  public ManualTime(long nowMillis) {
    this.nowMillis = new AtomicLong(nowMillis);
  }

  @Override
  public long millis() {
    return nowMillis.get();
  }

  @Override
  public void wakeAt(long millis) {
    wakeUps.add(millis);
  }

  /** The first wake-up that was asked for and is still to come; never if there is none. */
  public long nextWakeMillis() {
    return wakeUps.isEmpty() ? Long.MAX_VALUE : wakeUps.first();
  }

  /** Lets time pass as if the alarm slept: wake-ups that fall due stay due. */
  public void pass(long millis) {
    nowMillis.addAndGet(millis);
  }

  /** Lets time pass, and calls at every instant for which a wake-up was asked. */
  public void advance(long millis, Runnable onAlarm) {
    long target = millis() + millis;
    int callsAtOneInstant = 0;
    while (nextWakeMillis() <= target) {
      long before = millis();
      long now = Math.max(before, nextWakeMillis());
      nowMillis.set(now);
      wakeUps.headSet(now, true).clear();
      onAlarm.run();
      callsAtOneInstant = now == before ? callsAtOneInstant + 1 : 0;
      if (callsAtOneInstant > MOST_CALLS_AT_ONE_INSTANT) {
        throw new IllegalStateException(
            "manual time: the alarm asks for the same instant for ever");
      }
    }
    nowMillis.set(target);
  }
}
