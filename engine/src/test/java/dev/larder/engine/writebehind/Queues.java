// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** Queues and steps that the tests of this package share. */
final class Queues {
  static final long DELAY_MILLIS = 1_000;
  static final long INITIAL_BACKOFF_MILLIS = 200;
  static final long MAX_BACKOFF_MILLIS = 1_000;

  /** Longer than any delay or back-off of {@link #small}. */
  static final long LONG_MILLIS = 10_000;

  /** Far beyond keys times attempts: a queue that never gives up fails, it does not hang. */
  private static final int MOST_ROUNDS = 1_000;

  private Queues() {}

  /** Batches of 3, 8 keys (hurry from 6 on), 3 attempts, 2 dead letters. */
  static WriteBehindOptions small() {
    return new WriteBehindOptions(
        DELAY_MILLIS, 3, 8, 2, new RetryRule(3, INITIAL_BACKOFF_MILLIS, MAX_BACKOFF_MILLIS));
  }

  static WriteBehindQueue<String, String> queue(WriteBehindOptions options) {
    return new WriteBehindQueue<>(options, new SplittableRandom(1));
  }

  static Batch<String, String> take(WriteBehindQueue<String, String> queue, long nowMillis) {
    return queue.takeBatch(nowMillis).orElseThrow(() -> new AssertionError("nothing is due"));
  }

  /** Takes a batch whose end does not matter. */
  static void fly(WriteBehindQueue<String, String> queue, long nowMillis) {
    assertThat(queue.takeBatch(nowMillis)).isPresent();
  }

  static void accept(
      WriteBehindQueue<String, String> queue,
      String key,
      PendingWrite<String> write,
      long version,
      long nowMillis) {
    assertThat(queue.offer(key, write, version, nowMillis).accepted()).isTrue();
  }

  /** Settles a batch whose counts do not matter. */
  static void settle(
      WriteBehindQueue<String, String> queue,
      Batch<String, String> batch,
      Settlement<String> settlement,
      long nowMillis) {
    assertThat(queue.settle(batch, settlement, nowMillis).offered()).isZero();
  }

  static List<String> keys(Batch<String, String> batch) {
    return batch.flights().stream().map(Flight::key).toList();
  }

  static Settlement<String> leaving(Collection<String> keys) {
    return Settlement.residual(keys, "database down");
  }

  /** Lets every attempt at what waits in the queue fail; says when the last one did. */
  static long failUntilIdle(WriteBehindQueue<String, String> queue, long nowMillis) {
    long now = nowMillis;
    for (int round = 0; queue.size() > 0; round++) {
      assertThat(round).as("rounds until all is given up").isLessThan(MOST_ROUNDS);
      now += LONG_MILLIS;
      settle(queue, take(queue, now), Settlement.failed("database down"), now);
    }
    return now;
  }
}
