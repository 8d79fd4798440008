// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static dev.larder.engine.writebehind.PendingWrite.delete;
import static dev.larder.engine.writebehind.PendingWrite.write;
import static dev.larder.engine.writebehind.Queues.DELAY_MILLIS;
import static dev.larder.engine.writebehind.Queues.INITIAL_BACKOFF_MILLIS;
import static dev.larder.engine.writebehind.Queues.LONG_MILLIS;
import static dev.larder.engine.writebehind.Queues.accept;
import static dev.larder.engine.writebehind.Queues.fly;
import static dev.larder.engine.writebehind.Queues.keys;
import static dev.larder.engine.writebehind.Queues.settle;
import static dev.larder.engine.writebehind.Queues.take;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which writes go into a batch, and when. */
class WriteBehindBatchTest {
  private final WriteBehindQueue<String, String> queue = Queues.queue(Queues.small());

  @Test
  void takeBatch_beforeTheDelayHasPassed_isEmpty() {
    accept(queue, "k", write("a"), 1, 0);

    assertThat(queue.takeBatch(DELAY_MILLIS - 1)).isEmpty();
    assertThat(queue.takeBatch(DELAY_MILLIS)).isPresent();
  }

  @Test
  void takeBatch_withMoreThanABatchDue_takesTheOldest() {
    for (String key : List.of("d", "b", "a", "c")) {
      accept(queue, key, write("v"), 1, 0);
    }

    assertThat(keys(take(queue, DELAY_MILLIS))).containsExactly("d", "b", "a");
    assertThat(keys(take(queue, DELAY_MILLIS))).containsExactly("c");
  }

  @Test
  void takeBatch_withSomeNotDue_leavesThem() {
    accept(queue, "due", write("v"), 1, 0);
    accept(queue, "later", write("v"), 1, 1);

    assertThat(keys(take(queue, DELAY_MILLIS))).containsExactly("due");
  }

  @Test
  void takeBatch_ofBothKinds_givesOneKindAtATimeTheOldestFirst() {
    accept(queue, "a", delete(), 1, 0);
    accept(queue, "b", write("v"), 1, 1);
    accept(queue, "c", delete(), 1, 2);

    Batch<String, String> first = take(queue, LONG_MILLIS);
    Batch<String, String> second = take(queue, LONG_MILLIS);

    assertThat(first.kind()).isEqualTo(WriteKind.DELETE);
    assertThat(keys(first)).containsExactly("a", "c");
    assertThat(second.kind()).isEqualTo(WriteKind.WRITE);
    assertThat(keys(second)).containsExactly("b");
  }

  @Test
  void takeBatch_underAnEndlessStreamOfOneKind_doesNotStarveTheOther() {
    queue.drain(0);
    List<WriteKind> kinds = new ArrayList<>();
    int version = 0;
    for (int round = 0; round < 3; round++) {
      while (!queue.isFull()) {
        version++;
        PendingWrite<String> write = version == 5 ? delete() : write("v");
        accept(queue, "k" + version, write, version, version);
      }
      Batch<String, String> batch = take(queue, version);
      kinds.add(batch.kind());
      settle(queue, batch, Settlement.done(), version);
    }

    assertThat(kinds).containsExactly(WriteKind.WRITE, WriteKind.WRITE, WriteKind.DELETE);
  }

  @Test
  void takeBatch_fromTheHighWaterMarkOn_doesNotWaitForTheDelay() {
    for (int key = 0; key < 5; key++) {
      accept(queue, "k" + key, write("v"), 1, 7);
    }
    assertThat(queue.takeBatch(7)).isEmpty();
    assertThat(queue.nextDueMillis()).hasValue(7 + DELAY_MILLIS);

    accept(queue, "k5", write("v"), 1, 7);

    assertThat(queue.nextDueMillis()).hasValue(7);
    assertThat(keys(take(queue, 7))).containsExactly("k0", "k1", "k2");
  }

  @Test
  void takeBatch_aboveTheHighWaterMark_stillRespectsTheBackoff() {
    for (int key = 0; key < 6; key++) {
      accept(queue, "k" + key, write("v"), 1, 0);
    }
    settle(queue, take(queue, 0), Settlement.failed("down"), 0);

    assertThat(keys(take(queue, 1))).containsExactly("k3", "k4", "k5");
    assertThat(queue.takeBatch(1)).isEmpty();
    assertThat(take(queue, INITIAL_BACKOFF_MILLIS).size()).isEqualTo(3);
  }

  @Test
  void takeBatch_withRetriesAndFreshWritesDue_ordersThemByDueTime() {
    accept(queue, "retried", write("v"), 1, 0);
    settle(queue, take(queue, DELAY_MILLIS), Settlement.failed("down"), DELAY_MILLIS);
    accept(queue, "late", write("v"), 1, DELAY_MILLIS);
    accept(queue, "early", write("v"), 1, 1);

    assertThat(keys(take(queue, LONG_MILLIS))).containsExactly("early", "retried", "late");
  }

  @Test
  void nextDue_ofAnEmptyOrFullyFlyingQueue_isAbsent() {
    assertThat(queue.nextDueMillis()).isEmpty();

    accept(queue, "k", write("v"), 1, 0);
    fly(queue, DELAY_MILLIS);

    assertThat(queue.nextDueMillis()).isEmpty();
  }

  @Test
  void nextDue_ofSeveral_isTheEarliestOfBothKindsAndOfRetries() {
    accept(queue, "w", write("v"), 1, 50);
    accept(queue, "d", delete(), 1, 20);
    assertThat(queue.nextDueMillis()).hasValue(20 + DELAY_MILLIS);

    Batch<String, String> batch = take(queue, 20 + DELAY_MILLIS);
    settle(queue, batch, Settlement.failed("down"), 20 + DELAY_MILLIS);
    settle(queue, take(queue, 50 + DELAY_MILLIS), Settlement.done(), 50 + DELAY_MILLIS);

    assertThat(queue.nextDueMillis()).isPresent();
    long retryMillis = queue.nextDueMillis().getAsLong() - 20 - DELAY_MILLIS;
    assertThat(retryMillis).isBetween(INITIAL_BACKOFF_MILLIS / 2, INITIAL_BACKOFF_MILLIS);
  }

  @Test
  void drain_makesPendingAndBackingOffDueAtOnce() {
    accept(queue, "failed", write("v"), 1, 0);
    settle(queue, take(queue, DELAY_MILLIS), Settlement.failed("down"), DELAY_MILLIS);
    accept(queue, "fresh", write("v"), 1, DELAY_MILLIS);
    assertThat(queue.takeBatch(DELAY_MILLIS + 1)).isEmpty();

    queue.drain(DELAY_MILLIS + 1);

    assertThat(queue.nextDueMillis().getAsLong()).isLessThanOrEqualTo(DELAY_MILLIS + 1);
    assertThat(keys(take(queue, DELAY_MILLIS + 1))).containsExactly("failed", "fresh");
    assertThat(queue.isDrained()).isFalse();
  }

  @Test
  void drain_whileTheWriterFails_endsWithinTheAttemptsTimesTheFirstBackoff() {
    WriteBehindQueue<String, String> patient =
        Queues.queue(Queues.small().withRetry(new RetryRule(10, 100, 60_000)));
    accept(patient, "k", write("v"), 1, 0);
    patient.drain(0);
    long now = 0;

    for (int attempt = 1; attempt <= 10; attempt++) {
      now = Math.max(now, patient.nextDueMillis().orElseThrow());
      settle(patient, take(patient, now), Settlement.failed("down"), now);
    }

    assertThat(patient.isDrained()).isTrue();
    assertThat(now).isBetween(9 * 50L, 9 * 100L);
    assertThat(patient.deadLetters()).extracting(DeadLetter::attempts).containsExactly(10);
  }

  @Test
  void drain_calledAgain_doesNotCutShortTheBackoff() {
    accept(queue, "k", write("v"), 1, 0);
    queue.drain(0);
    settle(queue, take(queue, 0), Settlement.failed("down"), 0);

    queue.drain(1);

    assertThat(queue.takeBatch(1)).isEmpty();
  }

  @Test
  void isDrained_afterTheLastSettlement_isTrueOnlyWhenDraining() {
    accept(queue, "k", write("v"), 1, 0);
    Batch<String, String> batch = take(queue, DELAY_MILLIS);
    settle(queue, batch, Settlement.done(), DELAY_MILLIS);
    assertThat(queue.isDrained()).isFalse();

    queue.drain(DELAY_MILLIS);

    assertThat(queue.isDrained()).isTrue();
    assertThat(queue.takeBatch(LONG_MILLIS)).isEqualTo(Optional.empty());
  }
}
