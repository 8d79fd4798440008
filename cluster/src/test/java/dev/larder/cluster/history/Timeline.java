// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The ends of a history in their order, each with what is open just before it. At one time starts
 * come before ends: operations that touch overlap.
 */
final class Timeline {
  static final int MOST_OPEN = Long.SIZE;

  private final List<? extends Operation<?, ?>> operations;
  private final List<End> ends = new ArrayList<>();
  private final int[] open = new int[MOST_OPEN]; // by slot
  private long taken; // the bits of the slots in use
  private int unknownBegun;

  /**
   * An end.
   *
   * @param operation what ends
   * @param bit of its slot
   * @param open by slot, what began and will be answered
   * @param taken the bits of the slots in use
   * @param unknownBegun how many operations without an answer began so far
   */
  record End(int operation, long bit, List<Integer> open, long taken, int unknownBegun) {}

  /** A start or an end. */
  private record Event(long time, boolean ends, int operation) {
    static final Comparator<Event> ORDER =
        Comparator.comparingLong(Event::time)
            .thenComparing(Event::ends)
            .thenComparingInt(Event::operation);
  }

  Timeline(List<? extends Operation<?, ?>> operations) {
    this.operations = operations;
    for (Event event : events()) {
      if (event.ends()) {
        end(event.operation());
      } else {
        begin(event.operation());
      }
    }
  }

  List<End> ends() {
    return ends;
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int operation = 0; operation < operations.size(); operation++) {
      events.add(new Event(operations.get(operation).start(), false, operation));
      int ended = operation;
      operations.get(operation).end().ifPresent(end -> events.add(new Event(end, true, ended)));
    }
    events.sort(Event.ORDER);
    return events;
  }

  private void begin(int operation) {
    Operation<?, ?> begun = operations.get(operation);
    if (begun.end().isEmpty()) {
      unknownBegun++;
      return;
    }
    int slot = Long.numberOfTrailingZeros(~taken);
    if (slot == MOST_OPEN) {
      throw new IllegalArgumentException(
          "history: more than " + MOST_OPEN + " answered calls are open at " + begun.start());
    }
    open[slot] = operation;
    taken |= 1L << slot;
  }

  private void end(int operation) {
    int slot = 0;
    while (open[slot] != operation || (taken & (1L << slot)) == 0) {
      slot++;
    }
    long bit = 1L << slot;
    ends.add(new End(operation, bit, Arrays.stream(open).boxed().toList(), taken, unknownBegun));
    taken &= ~bit;
  }
}
