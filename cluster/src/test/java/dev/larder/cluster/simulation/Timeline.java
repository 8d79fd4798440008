// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time in microseconds, and what happens when. Events of one instant keep their order. */
final class Timeline {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::atMicros).thenComparingLong(Event::number));
  private long nowMicros;
  private long numbers;

  /** Something that is going to happen. */
  private record Event(long atMicros, long number, Runnable what) {}

  long nowMicros() {
    return nowMicros;
  }

  /** Lets something happen so much later. */
  void after(long micros, Runnable what) {
    events.add(new Event(nowMicros + Math.max(0, micros), numbers++, what));
  }

  /** Lets the next thing happen; {@code false} if nothing is left before an instant. */
  boolean step(long untilMicros) {
    Event next = events.peek();
    if (next == null || next.atMicros() > untilMicros) {
      nowMicros = untilMicros;
      return false;
    }
    events.remove();
    nowMicros = next.atMicros();
    next.what().run();
    return true;
  }
}
