// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static dev.larder.engine.writebehind.OfferOutcome.COALESCED;
import static dev.larder.engine.writebehind.OfferOutcome.FULL;
import static dev.larder.engine.writebehind.OfferOutcome.QUEUED;
import static dev.larder.engine.writebehind.OfferOutcome.STALE;
import static dev.larder.engine.writebehind.PendingWrite.delete;
import static dev.larder.engine.writebehind.PendingWrite.write;
import static dev.larder.engine.writebehind.Queues.DELAY_MILLIS;
import static dev.larder.engine.writebehind.Queues.accept;
import static dev.larder.engine.writebehind.Queues.fly;
import static dev.larder.engine.writebehind.Queues.settle;
import static dev.larder.engine.writebehind.Queues.take;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a queue accepts, how it coalesces, and what a reader sees meanwhile. */
class WriteBehindOfferTest {
  private final WriteBehindQueue<String, String> queue = Queues.queue(Queues.small());

  @Test
  void offer_ofNewerVersion_replacesTheWaitingWrite() {
    OfferOutcome first = queue.offer("k", write("a"), 1, 0);
    OfferOutcome second = queue.offer("k", write("b"), 2, 10);

    Batch<String, String> batch = take(queue, DELAY_MILLIS);
    assertThat(first).isEqualTo(QUEUED);
    assertThat(second).isEqualTo(COALESCED);
    assertThat(batch.flights()).containsExactly(new Flight<>("k", write("b"), 2, 1));
    assertThat(queue.statistics().coalesced()).isEqualTo(1);
  }

  @Test
  void offer_ofSameOrOlderVersionThanWaiting_isIgnored() {
    accept(queue, "k", write("new"), 5, 0);

    assertThat(queue.offer("k", write("same"), 5, 1)).isEqualTo(STALE);
    assertThat(queue.offer("k", write("old"), 4, 1)).isEqualTo(STALE);
    assertThat(queue.pending("k")).contains(write("new"));
    assertThat(queue.statistics().stale()).isEqualTo(2);
  }

  @Test
  void offer_ofOlderVersionThanInFlight_isIgnored() {
    accept(queue, "k", write("new"), 5, 0);
    fly(queue, DELAY_MILLIS);

    assertThat(queue.offer("k", write("old"), 4, DELAY_MILLIS)).isEqualTo(STALE);
    assertThat(queue.state("k")).isEqualTo(KeyState.FLYING);
  }

  @Test
  void offer_duringFlight_waitsBehindItAndFliesAfterItsOwnDelay() {
    accept(queue, "k", write("a"), 1, 0);
    Batch<String, String> flying = take(queue, DELAY_MILLIS);

    OfferOutcome behind = queue.offer("k", delete(), 2, DELAY_MILLIS + 1);

    assertThat(behind).isEqualTo(QUEUED);
    assertThat(queue.takeBatch(10 * DELAY_MILLIS)).isEmpty();
    settle(queue, flying, Settlement.done(), DELAY_MILLIS + 2);
    assertThat(queue.takeBatch(2 * DELAY_MILLIS)).isEmpty();
    assertThat(take(queue, 2 * DELAY_MILLIS + 1).kind()).isEqualTo(WriteKind.DELETE);
  }

  @Test
  void offer_behindAFlightTwice_coalescesThere() {
    accept(queue, "k", write("a"), 1, 0);
    Batch<String, String> flying = take(queue, DELAY_MILLIS);
    accept(queue, "k", delete(), 2, DELAY_MILLIS);

    OfferOutcome second = queue.offer("k", write("c"), 3, DELAY_MILLIS + 500);

    settle(queue, flying, Settlement.done(), DELAY_MILLIS + 600);
    assertThat(second).isEqualTo(COALESCED);
    assertThat(take(queue, 2 * DELAY_MILLIS).flights())
        .containsExactly(new Flight<>("k", write("c"), 3, 1));
  }

  @Test
  void offer_ofOtherKind_movesTheKeyToBatchesOfThatKind() {
    accept(queue, "k", write("a"), 1, 0);
    accept(queue, "k", delete(), 2, 0);

    Batch<String, String> batch = take(queue, DELAY_MILLIS);

    assertThat(batch.kind()).isEqualTo(WriteKind.DELETE);
    assertThat(queue.takeBatch(DELAY_MILLIS)).isEmpty();
  }

  @Test
  void offer_overAndOver_doesNotPutOffTheWrite() {
    for (int version = 1; version <= 100; version++) {
      accept(queue, "k", write("v" + version), version, version * 10L);
    }

    assertThat(queue.nextDueMillis()).hasValue(10 + DELAY_MILLIS);
  }

  @Test
  void offer_ofNewKeyWhenFull_isRefusedAndLeavesNothing() {
    fill();

    assertThat(queue.offer("one more", write("x"), 1, 0)).isEqualTo(FULL);
    assertThat(queue.pending("one more")).isEmpty();
    assertThat(queue.size()).isEqualTo(8);
    assertThat(queue.statistics().refused()).isEqualTo(1);
  }

  @Test
  void offer_ofKnownKeyWhenFull_isAcceptedAndNotCountedTwice() {
    fill();
    Batch<String, String> flying = take(queue, 0);

    assertThat(queue.offer("k7", write("newer"), 2, 0)).isEqualTo(COALESCED);
    assertThat(queue.offer(flying.flights().get(0).key(), write("newer"), 2, 0)).isEqualTo(QUEUED);
    assertThat(queue.size()).isEqualTo(8);
    assertThat(queue.isFull()).isTrue();
    assertThat(queue.hasRoomFor("k7")).isTrue();
    assertThat(queue.hasRoomFor("one more")).isFalse();
  }

  @Test
  void settle_ofFlights_makesRoomAgain() {
    fill();

    settle(queue, take(queue, 0), Settlement.done(), 0);

    assertThat(queue.size()).isEqualTo(5);
    assertThat(queue.isFull()).isFalse();
    assertThat(queue.offer("one more", write("x"), 1, 0)).isEqualTo(QUEUED);
  }

  @Test
  void pending_beforeDuringAndAfterTheFlight_isTheNewestUnconfirmedWrite() {
    assertThat(queue.pending("k")).isEmpty();

    accept(queue, "k", write("a"), 1, 0);
    assertThat(queue.pending("k").flatMap(PendingWrite::visibleValue)).contains("a");

    Batch<String, String> flying = take(queue, DELAY_MILLIS);
    assertThat(queue.pending("k")).contains(write("a"));

    accept(queue, "k", delete(), 2, DELAY_MILLIS);
    assertThat(queue.pending("k")).contains(delete());
    assertThat(queue.pending("k").flatMap(PendingWrite::visibleValue)).isEmpty();

    settle(queue, flying, Settlement.done(), DELAY_MILLIS);
    assertThat(queue.pending("k")).contains(delete());

    settle(queue, take(queue, 2 * DELAY_MILLIS), Settlement.done(), 2 * DELAY_MILLIS);
    assertThat(queue.pending("k")).isEmpty();
    assertThat(queue.size()).isZero();
  }

  @Test
  void outcome_saysWhetherTheQueueAnswersForTheWrite() {
    assertThat(OfferOutcome.values())
        .filteredOn(OfferOutcome::accepted)
        .containsExactly(QUEUED, COALESCED);
  }

  private void fill() {
    for (int key = 0; key < 8; key++) {
      accept(queue, "k" + key, write("v"), 1, 0);
    }
  }
}
