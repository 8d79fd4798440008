// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Limits of a queue: what is allowed, what is said of the rest, how long a back-off is. */
class WriteBehindOptionsTest {
  private static final WriteBehindOptions DEFAULTS = WriteBehindOptions.defaults();

  @Test
  void defaults_areThoseDocumented() {
    assertThat(DEFAULTS)
        .isEqualTo(
            new WriteBehindOptions(1_000, 100, 10_000, 10_000, new RetryRule(10, 200, 30_000)));
  }

  @Test
  void withers_eachChangeTheirOwnNumber() {
    RetryRule retry = new RetryRule(1, 2, 3);

    WriteBehindOptions all =
        DEFAULTS
            .withDelayMillis(4)
            .withBatchSize(5)
            .withCapacity(6)
            .withDeadLetterCapacity(7)
            .withRetry(retry);

    assertThat(all).isEqualTo(new WriteBehindOptions(4, 5, 6, 7, retry));
  }

  @Test
  void create_numberOutOfRange_namesItWhatWasFoundAndWhatIsAllowed() {
    assertRefused(() -> DEFAULTS.withDelayMillis(-1), "delayMillis is -1; use 0 to 86400000");
    assertRefused(
        () -> DEFAULTS.withDelayMillis(86_400_001), "delayMillis is 86400001; use 0 to 86400000");
    assertRefused(() -> DEFAULTS.withBatchSize(0), "batchSize is 0; use 1 to 100000");
    assertRefused(() -> DEFAULTS.withCapacity(0), "capacity is 0; use 1 to 100000000");
    assertRefused(
        () -> DEFAULTS.withDeadLetterCapacity(0), "deadLetterCapacity is 0; use 1 to 100000000");
    assertRefused(() -> new RetryRule(0, 1, 1), "maxAttempts is 0; use 1 to 1000");
    assertRefused(() -> new RetryRule(1, 0, 1), "initialBackoffMillis is 0; use 1 to 86400000");
    assertRefused(() -> new RetryRule(1, 200, 100), "maxBackoffMillis is 100; use 200 to 86400000");
  }

  @Test
  void highWater_isThreeQuartersOfTheCapacityAndAtLeastOneKey() {
    List<Integer> marks =
        List.of(1, 2, 8, 100_000_000).stream()
            .map(capacity -> DEFAULTS.withCapacity(capacity).highWaterKeys())
            .toList();

    assertThat(marks).containsExactly(1, 1, 6, 75_000_000);
  }

  @Test
  void backoff_withFailuresInARow_doublesUpToTheLongestAndLosesAtMostHalf() {
    RetryRule rule = new RetryRule(5, 200, 1_500);
    SplittableRandom jitter = new SplittableRandom(7);

    for (int round = 0; round < 1_000; round++) {
      assertThat(rule.backoffMillis(1, jitter)).isBetween(100L, 200L);
      assertThat(rule.backoffMillis(2, jitter)).isBetween(200L, 400L);
      assertThat(rule.backoffMillis(3, jitter)).isBetween(400L, 800L);
      assertThat(rule.backoffMillis(4, jitter)).isBetween(750L, 1_500L);
      assertThat(rule.backoffMillis(Integer.MAX_VALUE, jitter)).isBetween(750L, 1_500L);
    }
  }

  @Test
  void backoff_ofKeysThatFailedTogether_spreads() {
    RetryRule rule = RetryRule.defaults();
    SplittableRandom jitter = new SplittableRandom(7);

    long different =
        IntStream.range(0, 100).mapToLong(key -> rule.backoffMillis(1, jitter)).distinct().count();

    assertThat(different).isGreaterThan(30);
  }

  private static void assertRefused(ThrowingCallable creation, String message) {
    assertThatThrownBy(creation)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("write-behind: " + message);
  }
}
