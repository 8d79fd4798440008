// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.util.Random;

/** The monotonic clock of one process: begins anywhere, and runs at a rate of its own. */
final class ProcessClock {
  private static final int MOST_DRIFT_PER_MILLE = 5; // so that two differ by 1 % at most

  private final Timeline timeline;
  private final long startMillis;
  private final long perMille;

  ProcessClock(Timeline timeline, Random random) {
    this.timeline = timeline;
    this.startMillis = 1_000L + random.nextInt(1_000_000);
    this.perMille = 1_000L - MOST_DRIFT_PER_MILLE + random.nextInt(2 * MOST_DRIFT_PER_MILLE + 1);
  }

  long millis() {
    return startMillis + timeline.nowMicros() * perMille / 1_000_000;
  }
}
