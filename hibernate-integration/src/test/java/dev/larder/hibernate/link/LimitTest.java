// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is left of a limit is never negative, and never lost in an overflow. */
class LimitTest {

  @Test
  void over_leavesNothing() {
    assertThat(Limit.of(0).leftNanos()).isZero();
    assertThat(new Limit(Long.MIN_VALUE / 2).leftNanos()).isZero();
  }

  @Test
  void longerThanNanosecondsCanTell_isNotOver() {
    assertThat(Limit.of(Long.MAX_VALUE).leftNanos()).isPositive();
  }
}
