// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hibernate takes results for old if the space changed at their time or later. */
class TimestampsTest {
  private static final long STAMP = 41;

  @Test
  void change_isAfterEverySessionUpToItsStamp() {
    assertThat(Timestamps.ofChange(STAMP))
        .isGreaterThan(Timestamps.ofSession(STAMP))
        .isGreaterThan(Timestamps.ofSession(STAMP - 1));
  }

  @Test
  void change_isBeforeEverySessionThatBeganLater() {
    assertThat(Timestamps.ofChange(STAMP)).isLessThan(Timestamps.ofSession(STAMP + 1));
  }

  @Test
  void noChange_isBeforeEverySessionFromItsStampOn() {
    assertThat(Timestamps.ofNoChangeSince(STAMP))
        .isLessThan(Timestamps.ofSession(STAMP))
        .isGreaterThan(Timestamps.ofSession(STAMP - 1));
  }

  @Test
  void announcedChange_isToldFromOneThatEnded() {
    long announced = Timestamps.ofSession(STAMP) + Timestamps.ANNOUNCED;

    assertThat(Timestamps.isAnnounced(announced)).isTrue();
    assertThat(Timestamps.isAnnounced(Timestamps.ofChange(STAMP))).isFalse();
    assertThat(Timestamps.isAnnounced(Timestamps.ofSession(1L << 59))).isFalse();
  }

  @Test
  void changing_isAfterEverySession() {
    assertThat(Timestamps.CHANGING).isGreaterThan(Timestamps.ofSession(1L << 59));
  }
}
