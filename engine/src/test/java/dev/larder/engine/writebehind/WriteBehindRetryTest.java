// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static dev.larder.engine.writebehind.PendingWrite.delete;
import static dev.larder.engine.writebehind.PendingWrite.write;
import static dev.larder.engine.writebehind.Queues.DELAY_MILLIS;
import static dev.larder.engine.writebehind.Queues.LONG_MILLIS;
import static dev.larder.engine.writebehind.Queues.accept;
import static dev.larder.engine.writebehind.Queues.failUntilIdle;
import static dev.larder.engine.writebehind.Queues.keys;
import static dev.larder.engine.writebehind.Queues.leaving;
import static dev.larder.engine.writebehind.Queues.settle;
import static dev.larder.engine.writebehind.Queues.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a batch that the writer took, took in part, or refused. */
class WriteBehindRetryTest {
  private static final Settlement<String> FAILED = Settlement.failed("database down");

  private final WriteBehindQueue<String, String> queue = Queues.queue(Queues.small());
  private long nowMillis;

  @Test
  void settle_done_forgetsTheKeysAndCountsThemByKind() {
    accept(queue, "a", write("v"), 1, 0);
    accept(queue, "b", write("v"), 1, 0);
    accept(queue, "c", delete(), 1, 0);

    WriteBehindStatistics first = settleNext(DELAY_MILLIS, Settlement.done());
    settleOldest(DELAY_MILLIS, Settlement.done());

    assertThat(first).isEqualTo(new WriteBehindStatistics(0, 0, 0, 0, 2, 0, 0, 0, 0, 0));
    assertThat(queue.statistics())
        .isEqualTo(new WriteBehindStatistics(3, 0, 0, 0, 2, 1, 0, 0, 0, 0));
    assertThat(queue.size()).isZero();
  }

  @Test
  void settle_residual_retriesOnlyWhatWasLeft() {
    for (String key : List.of("a", "b", "c")) {
      accept(queue, key, write("v"), 1, 0);
    }

    WriteBehindStatistics change = settleNext(DELAY_MILLIS, leaving(List.of("b", "stranger")));

    assertThat(change).isEqualTo(new WriteBehindStatistics(0, 0, 0, 0, 2, 0, 1, 0, 0, 0));
    assertThat(queue.state("a")).isEqualTo(KeyState.IDLE);
    assertThat(queue.state("b")).isEqualTo(KeyState.BACKING_OFF);
    assertThat(queue.state("stranger")).isEqualTo(KeyState.IDLE);
    assertThat(take(queue, LONG_MILLIS).flights())
        .containsExactly(new Flight<>("b", write("v"), 1, 2));
  }

  @Test
  void settle_residualThatIsEmpty_countsAllAsDone() {
    accept(queue, "a", delete(), 1, 0);

    settleOldest(DELAY_MILLIS, leaving(List.of()));

    assertThat(queue.state("a")).isEqualTo(KeyState.IDLE);
    assertThat(queue.statistics().deleted()).isEqualTo(1);
  }

  @Test
  void settle_twice_isRefused() {
    accept(queue, "a", write("v"), 1, 0);
    Batch<String, String> batch = take(queue, DELAY_MILLIS);
    settle(queue, batch, Settlement.done(), DELAY_MILLIS);

    assertThatThrownBy(() -> queue.settle(batch, Settlement.done(), DELAY_MILLIS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "write-behind: a batch of 1 was settled that is not open here;"
                + " settle each batch that was taken once");
  }

  @Test
  void settle_ofAnEqualBatchThatWasNotTakenHere_isRefused() {
    accept(queue, "a", write("v"), 1, 0);
    Batch<String, String> batch = take(queue, DELAY_MILLIS);
    Batch<String, String> copy = new Batch<>(batch.kind(), batch.flights());

    assertThatThrownBy(() -> queue.settle(copy, Settlement.done(), DELAY_MILLIS))
        .isInstanceOf(IllegalStateException.class);
    assertThat(queue.state("a")).isEqualTo(KeyState.FLYING);
  }

  @Test
  void retry_ofAFailingWrite_waitsLongerEachTimeAndEndsInTheDeadLetters() {
    accept(queue, "k", write("v"), 7, 0);
    long now = DELAY_MILLIS;
    List<Long> waits = new ArrayList<>();
    for (int attempt = 1; attempt <= 3; attempt++) {
      settle(queue, take(queue, now), FAILED, now);
      if (queue.nextDueMillis().isPresent()) {
        waits.add(queue.nextDueMillis().getAsLong() - now);
        now = queue.nextDueMillis().getAsLong();
      }
    }

    assertThat(waits).hasSize(2);
    assertThat(waits.get(0)).isBetween(100L, 200L);
    assertThat(waits.get(1)).isBetween(200L, 400L);
    assertThat(queue.deadLetters())
        .containsExactly(new DeadLetter<>("k", WriteKind.WRITE, 7, 3, "database down", now));
    assertThat(queue.pending("k")).isEmpty();
    assertThat(queue.statistics().failedAttempts()).isEqualTo(3);
  }

  @Test
  void offer_duringBackoff_replacesTheRetryWithFreshAttemptsAndKeepsTheWait() {
    accept(queue, "k", write("old"), 1, 0);
    settleOldest(DELAY_MILLIS, FAILED);
    final long retryMillis = queue.nextDueMillis().getAsLong();

    accept(queue, "k", delete(), 2, DELAY_MILLIS + 1);

    assertThat(queue.nextDueMillis()).hasValue(retryMillis);
    assertThat(queue.takeBatch(retryMillis - 1)).isEmpty();
    assertThat(take(queue, retryMillis).flights())
        .containsExactly(new Flight<>("k", delete(), 2, 1));
    assertThat(queue.statistics().coalesced()).isEqualTo(1);
  }

  @Test
  void settle_failedWithANewerWriteWaiting_retriesTheNewerOneInstead() {
    accept(queue, "k", write("old"), 1, 0);
    final Batch<String, String> flying = take(queue, DELAY_MILLIS);
    accept(queue, "k", write("new"), 2, DELAY_MILLIS);

    settle(queue, flying, FAILED, DELAY_MILLIS);

    assertThat(queue.state("k")).isEqualTo(KeyState.BACKING_OFF);
    assertThat(queue.nextDueMillis().getAsLong()).isLessThanOrEqualTo(DELAY_MILLIS + 200);
    assertThat(take(queue, DELAY_MILLIS + 200).flights())
        .containsExactly(new Flight<>("k", write("new"), 2, 1));
  }

  @Test
  void settle_failedForANewWriteEachTime_lengthensTheBackoffAndNeverGivesUp() {
    long now = 0;
    for (int version = 1; version <= 20; version++) {
      accept(queue, "k", write("v" + version), version, now);
      now += LONG_MILLIS;
      settleOldest(now, FAILED);
    }

    assertThat(queue.deadLetters()).isEmpty();
    assertThat(queue.nextDueMillis().getAsLong() - now).isBetween(500L, 1_000L);
  }

  @Test
  void settle_done_resetsTheBackoff() {
    accept(queue, "k", write("a"), 1, 0);
    settleOldest(LONG_MILLIS, FAILED);
    Batch<String, String> second = take(queue, 2 * LONG_MILLIS);
    accept(queue, "k", write("b"), 2, 2 * LONG_MILLIS);
    settle(queue, second, Settlement.done(), 2 * LONG_MILLIS);

    settleOldest(3 * LONG_MILLIS, FAILED);

    assertThat(queue.nextDueMillis().getAsLong() - 3 * LONG_MILLIS).isBetween(100L, 200L);
  }

  @Test
  void deadLetters_beyondTheirBound_dropTheOldestAndCountIt() {
    killAll("a", "b", "c");

    assertThat(queue.deadLetters()).extracting(DeadLetter::key).containsExactly("b", "c");
    assertThat(queue.statistics().dropped()).isEqualTo(1);
    assertThat(queue.statistics().dead()).isEqualTo(3);
    assertThat(queue.retryDeadLetter("a", nowMillis)).isFalse();
  }

  @Test
  void retryDeadLetters_putsThemBackDueAtOnceWithFreshAttempts() {
    killAll("a", "b");

    assertThat(queue.retryDeadLetters(nowMillis)).isEqualTo(2);

    assertThat(queue.deadLetters()).isEmpty();
    assertThat(queue.pending("a")).contains(write("v"));
    assertThat(take(queue, nowMillis).flights())
        .containsExactly(new Flight<>("a", write("v"), 1, 1), new Flight<>("b", write("v"), 1, 1));
  }

  @Test
  void retryDeadLetters_withRoomForOne_keepsTheOtherListed() {
    killAll("a", "b");
    for (int key = 0; key < 7; key++) {
      accept(queue, "k" + key, write("v"), 1, nowMillis);
    }

    assertThat(queue.retryDeadLetters(nowMillis)).isEqualTo(1);

    assertThat(queue.size()).isEqualTo(8);
    assertThat(queue.deadLetters()).extracting(DeadLetter::key).containsExactly("b");
    assertThat(queue.retryDeadLetter("b", nowMillis)).isFalse();
  }

  @Test
  void offer_ofNewerVersionThanADeadLetter_takesItsPlace() {
    killAll("a");

    assertThat(queue.offer("a", write("newer"), 2, nowMillis)).isEqualTo(OfferOutcome.COALESCED);

    assertThat(queue.deadLetters()).isEmpty();
    assertThat(queue.retryDeadLetters(nowMillis)).isZero();
    assertThat(queue.pending("a")).contains(write("newer"));
  }

  @Test
  void offer_ofSameVersionAsADeadLetter_isIgnored() {
    killAll("a");

    assertThat(queue.offer("a", write("v"), 1, nowMillis)).isEqualTo(OfferOutcome.STALE);

    assertThat(queue.deadLetters()).hasSize(1);
  }

  @Test
  void offer_overADeadLetterWhenFull_isRefusedAndKeepsTheLetter() {
    killAll("a");
    for (int key = 0; key < 8; key++) {
      accept(queue, "k" + key, write("v"), 1, nowMillis);
    }

    assertThat(queue.offer("a", write("newer"), 2, nowMillis)).isEqualTo(OfferOutcome.FULL);

    assertThat(queue.deadLetters()).hasSize(1);
  }

  @Test
  void discardDeadLetters_forgetsAndCountsThem() {
    killAll("a", "b");

    assertThat(queue.discardDeadLetter("b")).isTrue();
    assertThat(queue.discardDeadLetter("b")).isFalse();
    assertThat(queue.discardDeadLetters()).isEqualTo(1);
    assertThat(queue.deadLetters()).isEmpty();
    assertThat(queue.statistics().discarded()).isEqualTo(2);
  }

  @Test
  void cause_ofAnyLength_isCut() {
    String cause = "x".repeat(10_000);
    accept(queue, "a", write("v"), 1, 0);
    accept(queue, "b", write("v"), 1, 0);
    long now = 0;
    for (int attempt = 0; attempt < 3; attempt++) {
      now += LONG_MILLIS;
      Settlement<String> settlement =
          attempt == 2 ? Settlement.residual(List.of("a"), cause) : Settlement.failed(cause);
      settleOldest(now, settlement);
    }

    assertThat(queue.deadLetters())
        .extracting(letter -> letter.cause().length())
        .containsExactly(Settlement.MAX_CAUSE_CHARS);
    assertThat(Settlement.<String>failed(cause).failureOf("a").orElseThrow())
        .hasSize(Settlement.MAX_CAUSE_CHARS);
  }

  @Test
  void settle_ofOneBatchWhileAnotherFlies_touchesOnlyItsOwnKeys() {
    for (String key : List.of("a", "b", "c", "d")) {
      accept(queue, key, write("v"), 1, 0);
    }
    final Batch<String, String> first = take(queue, DELAY_MILLIS);
    Batch<String, String> second = take(queue, DELAY_MILLIS);

    settle(queue, second, Settlement.done(), DELAY_MILLIS);

    assertThat(keys(second)).containsExactly("d");
    assertThat(queue.state("d")).isEqualTo(KeyState.IDLE);
    assertThat(first.flights()).allMatch(flight -> queue.state(flight.key()) == KeyState.FLYING);
  }

  private void settleOldest(long nowMillis, Settlement<String> settlement) {
    settle(queue, take(queue, nowMillis), settlement, nowMillis);
  }

  private WriteBehindStatistics settleNext(long nowMillis, Settlement<String> settlement) {
    return queue.settle(take(queue, nowMillis), settlement, nowMillis);
  }

  /** Gives up the write of each key in turn; {@code nowMillis} is when the last one was. */
  private void killAll(String... keys) {
    for (String key : keys) {
      accept(queue, key, write("v"), 1, nowMillis);
      nowMillis = failUntilIdle(queue, nowMillis);
    }
  }
}
