// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A time that jumps from one step to the next; of steps of one instant the first made runs first.
 */
final class VirtualQueue implements Later {
  private static final int MOST_STEPS = 1_000_000; // whoever needs more goes in circles

  private final PriorityQueue<Step> steps =
      new PriorityQueue<>(Comparator.comparingLong(Step::millis).thenComparingLong(Step::number));
  private long nowMillis;
  private long made;

  /** Something to run, and when. */
  private record Step(long millis, long number, Runnable work) {}

  @Override
  public void after(long millis, Runnable step) {
    steps.add(new Step(nowMillis + millis, made++, step));
  }

  long nowMillis() {
    return nowMillis;
  }

  /** Runs steps until the stage is complete; gives back what it brought, or throws its failure. */
  <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    for (int count = 0; !future.isDone() && runOne(); count++) {
      if (count == MOST_STEPS) {
        throw new AssertionError("not complete after " + count + " steps");
      }
    }
    if (!future.isDone()) {
      throw new AssertionError("not complete, and nothing is left to run");
    }
    return future.join();
  }

  /** Runs all steps of this much time. */
  void advance(long millis) {
    long until = nowMillis + millis;
    while (!steps.isEmpty() && steps.element().millis() <= until) {
      boolean unused = runOne();
    }
    nowMillis = until;
  }

  private boolean runOne() {
    if (steps.isEmpty()) {
      return false;
    }
    Step step = steps.remove();
    nowMillis = step.millis();
    step.work().run();
    return true;
  }
}
