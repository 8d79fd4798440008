// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What happened, in lines for a reader: the last ones are kept, and told when something fails. */
final class Story {
  private static final int KEPT = 200;

  private final Timeline timeline;
  private final boolean told;
  private final Deque<Line> lines = new ArrayDeque<>();

  /** One line, put into words only if it is read. */
  private record Line(long atMicros, String who, Supplier<String> what) {
    @Override
    public String toString() {
      return String.format("%10.3f ms  %-9s %s", atMicros / 1_000.0, who, what.get());
    }
  }

  /**
   * Without lines.
   *
   * @param told whether each line is printed at once
   */
  Story(Timeline timeline, boolean told) {
    this.timeline = timeline;
    this.told = told;
  }

  void tell(String who, Supplier<String> what) {
    Line line = new Line(timeline.nowMicros(), who, what);
    if (told) {
      System.out.println(line);
    }
    lines.add(line);
    if (lines.size() > KEPT) {
      lines.remove();
    }
  }

  /** The last lines. */
  String end() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
