// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random histories against {@link QueueModel}. One seed makes one history, its limits included;
 * {@code -Dtest.seed=} runs that one again.
 */
class WriteBehindRandomTest {
  private static final int SEEDS = 200;
  private static final int STEPS = 300;
  private static final int KEYS = 12;
  private static final int MOST_STEPS_TO_DRAIN = 5_000; // far beyond keys times attempts

  @Test
  void history_ofRandomSteps_agreesWithTheModelAndLosesNothing() {
    Long given = Long.getLong("test.seed");
    long first = given == null ? new SplittableRandom().nextLong() : given;
    int count = given == null ? SEEDS : 1;
    System.out.println("WriteBehindRandomTest: " + count + " seeds from " + first);

    for (long seed = first; seed < first + count; seed++) {
      try {
        new History(seed).run();
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError(
            "seed " + seed + "; run it again with -Dtest.seed=" + seed, failure);
      }
    }
  }

  /** One queue and its model, fed with the same random steps. */
  private static final class History {
    private final SplittableRandom random;
    private final WriteBehindQueue<Integer, String> queue;
    private final QueueModel model;
    private final List<Batch<Integer, String>> open = new ArrayList<>();
    private final int failurePercent;
    private long nowMillis;
    private long lastVersion;

    History(long seed) {
      random = new SplittableRandom(seed);
      int initialBackoffMillis = random.nextInt(1, 40);
      WriteBehindOptions options =
          new WriteBehindOptions(
              random.nextInt(0, 60),
              random.nextInt(1, 6),
              random.nextInt(1, KEYS + 3),
              random.nextInt(1, 5),
              new RetryRule(
                  random.nextInt(1, 5),
                  initialBackoffMillis,
                  random.nextInt(initialBackoffMillis, 200)));
      failurePercent = random.nextInt(0, 101);
      queue = new WriteBehindQueue<>(options, new SplittableRandom(seed));
      model = new QueueModel(options, new SplittableRandom(seed), KEYS);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        step();
        model.compare(queue);
      }
      drain();
      model.compare(queue);
      model.checkNothingLost();
    }

    private void step() {
      int dice = random.nextInt(100);
      if (dice < 45) {
        offer();
      } else if (dice < 65) {
        take();
      } else if (dice < 80) {
        settle();
      } else if (dice < 94) {
        nowMillis += random.nextInt(40);
      } else if (dice < 97) {
        retryDead();
      } else if (dice < 99) {
        discardDead();
      } else if (random.nextInt(10) == 0) {
        queue.drain(nowMillis);
        model.drain(nowMillis);
      }
    }

    private void offer() {
      int key = random.nextInt(KEYS);
      lastVersion++;
      // the versions of an idle key rise: its offers are made under its turn
      boolean anyVersion = model.state(key) != KeyState.IDLE && random.nextInt(4) == 0;
      long version = anyVersion ? random.nextLong(1, lastVersion + 1) : lastVersion;
      PendingWrite<String> write =
          random.nextInt(3) == 0 ? PendingWrite.delete() : PendingWrite.write("v" + version);

      OfferOutcome outcome = queue.offer(key, write, version, nowMillis);

      assertThat(outcome).isEqualTo(model.offer(key, write, version, nowMillis));
    }

    private void take() {
      Optional<Batch<Integer, String>> batch = queue.takeBatch(nowMillis);

      assertThat(batch).isEqualTo(model.take(nowMillis));
      batch.ifPresent(open::add);
    }

    private void settle() {
      if (open.isEmpty()) {
        return;
      }
      Batch<Integer, String> batch = open.remove(random.nextInt(open.size()));
      Set<Integer> failed = new HashSet<>();
      for (Flight<Integer, String> flight : batch.flights()) {
        if (random.nextInt(100) < failurePercent) {
          failed.add(flight.key());
        }
      }

      WriteBehindStatistics change = queue.settle(batch, settlement(batch, failed), nowMillis);

      assertThat(change.dropped()).isEqualTo(model.settle(batch, failed, nowMillis));
      assertThat(change.failedAttempts()).isEqualTo(failed.size());
      assertThat(change.written() + change.deleted()).isEqualTo(batch.size() - failed.size());
    }

    private Settlement<Integer> settlement(Batch<Integer, String> batch, Set<Integer> failed) {
      if (failed.isEmpty() && random.nextBoolean()) {
        return Settlement.done();
      }
      if (failed.size() == batch.size() && random.nextBoolean()) {
        return Settlement.failed("down");
      }
      Set<Integer> left = new HashSet<>(failed);
      left.add(KEYS + 1); // no key of the batch
      return Settlement.residual(left, "down");
    }

    private void retryDead() {
      if (random.nextBoolean()) {
        assertThat(queue.retryDeadLetters(nowMillis)).isEqualTo(model.retryAll(nowMillis));
      } else {
        int key = random.nextInt(KEYS);
        assertThat(queue.retryDeadLetter(key, nowMillis)).isEqualTo(model.retry(key, nowMillis));
      }
    }

    private void discardDead() {
      if (random.nextInt(4) == 0) {
        assertThat(queue.discardDeadLetters()).isEqualTo(model.discardAll());
      } else {
        int key = random.nextInt(KEYS);
        assertThat(queue.discardDeadLetter(key)).isEqualTo(model.discard(key));
      }
    }

    private void drain() {
      queue.drain(nowMillis);
      model.drain(nowMillis);
      for (int step = 0; !queue.isDrained(); step++) {
        assertThat(step).as("steps to drain").isLessThan(MOST_STEPS_TO_DRAIN);
        nowMillis = Math.max(nowMillis, queue.nextDueMillis().orElse(nowMillis));
        take();
        settle();
      }
    }
  }
}
