// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static dev.larder.engine.writebehind.OfferOutcome.FULL;
import static dev.larder.engine.writebehind.OfferOutcome.QUEUED;
import static dev.larder.engine.writebehind.PendingWrite.write;
import static dev.larder.engine.writebehind.Queues.accept;
import static dev.larder.engine.writebehind.Queues.settle;
import static dev.larder.engine.writebehind.Queues.take;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Places that are kept for writes on their way: none of these finds the queue full. */
class WriteBehindReservationTest {
  private static final int CAPACITY = 8;
  private static final int HISTORIES = 300;
  private static final int STEPS = 400;

  private final WriteBehindQueue<String, String> queue = Queues.queue(Queues.small());

  private void fill() {
    for (int key = 0; key < CAPACITY; key++) {
      accept(queue, "k" + key, write("v"), 1, 0);
    }
  }

  @Test
  void reserve_queueFull_isRefusedButToAKeyThatIsPending() {
    fill();

    assertThat(queue.reserve("one more")).isFalse();
    assertThat(queue.reserve("k7")).isTrue();
    assertThat(queue.offer("k7", write("newer"), 2, 0).accepted()).isTrue();
  }

  @Test
  void reserve_everyFreePlaceKept_isRefusedUntilOneIsGivenBack() {
    for (int key = 0; key < CAPACITY; key++) {
      assertThat(queue.reserve("k" + key)).isTrue();
    }

    assertThat(queue.reserve("one more")).isFalse();
    queue.release();
    assertThat(queue.reserve("one more")).isTrue();
  }

  @Test
  void reserve_forAPendingKeyThatIsSettledBeforeTheOffer_keepsItsPlace() {
    fill();
    assertThat(queue.reserve("k0")).isTrue();
    Batch<String, String> batch = take(queue, 0);
    settle(queue, batch, Settlement.done(), 0);

    for (int place = 1; place < batch.size(); place++) {
      assertThat(queue.reserve("other" + place)).isTrue();
    }

    assertThat(queue.reserve("one more")).isFalse();
    assertThat(queue.offer("k0", write("newer"), 2, 0)).isEqualTo(QUEUED);
  }

  @Test
  void retryDeadLetter_lastPlaceKept_isRefused() {
    accept(queue, "dead", write("v"), 1, 0);
    long now = Queues.failUntilIdle(queue, 0);
    for (int key = 0; key < CAPACITY; key++) {
      assertThat(queue.reserve("k" + key)).isTrue();
    }

    assertThat(queue.retryDeadLetter("dead", now)).isFalse();
    assertThat(queue.retryDeadLetters(now)).isZero();
    queue.release();
    assertThat(queue.retryDeadLetter("dead", now)).isTrue();
  }

  @Test
  void offer_ofWhatWasReserved_isNeverRefused() {
    Long given = Long.getLong("test.seed");
    long first = given == null ? System.nanoTime() : given;
    for (long seed = first; seed < first + (given == null ? HISTORIES : 1); seed++) {
      runHistory(seed);
    }
  }

  private static void runHistory(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WriteBehindQueue<String, String> queue = Queues.queue(Queues.small());
    List<String> reserved = new ArrayList<>();
    List<Batch<String, String>> open = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      long now = step * 100L;
      String key = "k" + random.nextInt(2 * CAPACITY);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          if (queue.reserve(key)) {
            reserved.add(key);
          }
        }
        case 2 -> {
          if (!reserved.isEmpty()) {
            String next = reserved.remove(random.nextInt(reserved.size()));
            assertThat(queue.offer(next, write("v"), step + 1, now))
                .as("-Dtest.seed=%d", seed)
                .isNotEqualTo(FULL);
            queue.release();
          }
        }
        case 3 -> queue.takeBatch(now).ifPresent(open::add);
        case 4 -> {
          int unused = queue.retryDeadLetters(now);
        }
        default -> {
          if (!open.isEmpty()) {
            Settlement<String> end =
                random.nextBoolean() ? Settlement.done() : Settlement.failed("down");
            settle(queue, open.remove(0), end, now);
          }
        }
      }
      assertThat(queue.size()).as("-Dtest.seed=%d", seed).isLessThanOrEqualTo(CAPACITY);
    }
  }
}
