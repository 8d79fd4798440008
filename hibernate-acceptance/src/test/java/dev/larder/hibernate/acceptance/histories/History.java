// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What sessions did and saw, and what of it must not have been. Any thread may add. */
final class History {
  /** Enough to see what led to a fault. */
  private static final int EVENTS_BEFORE_A_FAULT = 30;

  private final Promise promise;
  private final AtomicLong clock = new AtomicLong();
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final Queue<Sight> sights = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /** What readers may rely on while others write. */
  enum Promise {
    /** Only what was committed, and nothing older than what was when the session began. */
    NEVER_STALE,
    /** Only what was committed. */
    NEVER_UNCOMMITTED
  }

  /** Something that happened to a subject; {@code 0} stands for all of them. */
  private record Event(long at, String thread, long subject, String what) {
    @Override
    public String toString() {
      return at + " " + thread + " #" + subject + " " + what;
    }
  }

  /** A counter's value that a session saw, and what it had to see at least. */
  private record Sight(long at, String how, long subject, Counter counter, int value, int floor) {}

  History(Promise promise) {
    this.promise = promise;
  }

  /** Something happened to a subject, or to all of them ({@code 0}). */
  void event(long subject, String what) {
    events.add(new Event(clock.incrementAndGet(), Thread.currentThread().getName(), subject, what));
  }

  /** A session saw a counter's value. */
  void saw(String how, long subject, Counter counter, int value, int floor) {
    event(subject, "saw " + value + " by " + how + ", floor " + floor);
    sights.add(new Sight(clock.get(), how, subject, counter, value, floor));
  }

  /** Something failed that must not. */
  void failed(long subject, String what) {
    event(subject, what);
    failures.add(what);
  }

  /**
   * Everything that must not have been, each with what led to it; to be asked when all is quiet.
   */
  List<String> faults() {
    List<String> faults = new ArrayList<>(failures);
    for (Sight sight : sights) {
      if (!sight.counter.wasCommitted(sight.value)) {
        faults.add(describe("uncommitted", sight));
      } else if (promise == Promise.NEVER_STALE && sight.value < sight.floor) {
        faults.add(describe("stale", sight));
      }
    }
    return faults;
  }

  private String describe(String fault, Sight sight) {
    StringBuilder text = new StringBuilder(fault + " " + sight.value + " by " + sight.how + ":");
    List<Event> before =
        events.stream()
            .filter(event -> event.subject == 0 || event.subject == sight.subject)
            .filter(event -> event.at <= sight.at)
            .sorted(Comparator.comparingLong(Event::at))
            .toList();
    before.stream()
        .skip(Math.max(0, before.size() - EVENTS_BEFORE_A_FAULT))
        .forEach(event -> text.append("\n    ").append(event));
    return text.toString();
  }
}
