// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the table of departed keys remembers, and for how long. */
class GhostTableTest {
  private final GhostTable ghosts = new GhostTable();

  @Test
  void forget_whatWasRemembered_isTrueOnce() {
    ghosts.remember(42);

    assertThat(ghosts.forget(42)).isTrue();
    assertThat(ghosts.forget(42)).isFalse();
  }

  @Test
  void forget_whatWasNeverThere_isFalse() {
    ghosts.remember(42);

    assertThat(ghosts.forget(43)).isFalse();
    assertThat(ghosts.forget(0)).isFalse();
  }

  @Test
  void remember_hashOfZero_isRemembered() {
    ghosts.remember(0);

    assertThat(ghosts.forget(0)).isTrue();
  }

  @Test
  void remember_moreThanFit_keepsTheYoungest() {
    ghosts.fit(1_000);
    IntStream.range(0, 100_000).forEach(ghosts::remember);

    assertThat(IntStream.range(99_900, 100_000).filter(ghosts::forget).count()).isEqualTo(100);
    assertThat(IntStream.range(0, 95_000).filter(ghosts::forget).count()).isZero();
  }

  @Test
  void remember_manyTimes_holdsAboutAsManyAsAsked() {
    ghosts.fit(1_000);
    IntStream.range(0, 100_000).forEach(ghosts::remember);

    assertThat(IntStream.range(0, 100_000).filter(ghosts::forget).count())
        .isBetween(1_000L, 1_008L);
  }

  @Test
  void fit_more_keepsWhatIsRemembered() {
    ghosts.fit(1_000);
    IntStream.range(0, 400).forEach(ghosts::remember);

    ghosts.fit(10_000);

    assertThat(IntStream.range(0, 400).filter(ghosts::forget).count()).isGreaterThan(390);
  }

  @Test
  void fit_less_forgetsTheOldRatherThanTheYoung() {
    ghosts.fit(10_000);
    IntStream.range(0, 5_000).forEach(ghosts::remember);

    ghosts.fit(1_000);

    long young = IntStream.range(4_000, 5_000).filter(ghosts::forget).count();
    long old = IntStream.range(0, 1_000).filter(ghosts::forget).count();
    assertThat(young).isGreaterThan(500);
    assertThat(old).isLessThan(50);
  }
}
