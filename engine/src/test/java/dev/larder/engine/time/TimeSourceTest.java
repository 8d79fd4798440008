// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The clock of a running system. */
class TimeSourceTest {

  @Test
  void system_readManyTimes_neverGoesBack() {
    TimeSource time = TimeSource.system();
    long start = time.millis();
    long last = start;

    while (last < start + 5) {
      long next = time.millis();
      assertThat(next).isGreaterThanOrEqualTo(last);
      last = next;
    }
  }
}
