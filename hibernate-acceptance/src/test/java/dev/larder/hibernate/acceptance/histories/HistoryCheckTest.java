// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.histories.Counter.Drawn;
import dev.larder.hibernate.acceptance.histories.History.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker finds what it is there to find. */
class HistoryCheckTest {
  private final Counter counter = new Counter();

  @Test
  void faults_valueBelowTheFloor_isStale() {
    History history = new History(Promise.NEVER_STALE);
    counter.draw().committed();

    history.saw("find", 1, counter, 0, counter.floor());

    assertThat(history.faults()).singleElement().asString().startsWith("stale 0 by find");
  }

  @Test
  void faults_valueBelowTheFloorWhereThatMayBe_areNone() {
    History history = new History(Promise.NEVER_UNCOMMITTED);
    counter.draw().committed();

    history.saw("find", 1, counter, 0, counter.floor());

    assertThat(history.faults()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void faults_valueOfARollback_isUncommitted(Promise promise) {
    History history = new History(promise);
    Drawn rolledBack = counter.draw();

    history.saw("find", 1, counter, rolledBack.value(), counter.floor());

    assertThat(history.faults()).singleElement().asString().startsWith("uncommitted 1 by find");
  }

  @ParameterizedTest
  @EnumSource
  void faults_valueCommittedAfterItWasSeen_areNone(Promise promise) {
    History history = new History(promise);
    Drawn drawn = counter.draw();

    history.saw("find", 1, counter, drawn.value(), counter.floor());
    drawn.committed();

    assertThat(history.faults()).isEmpty();
  }
}
