// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Threads of a test. Every wait is bounded, so that what hangs fails. */
public final class Crew {
  private static final long LIMIT_SECONDS = 30;

  private Crew() {}

  /** A thread at work. */
  public static final class Job<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Job(Callable<T> work) {
      task = new FutureTask<>(work);
      thread = new Thread(task, "crew");
      thread.setDaemon(true);
      thread.start();
    }

    /** Its result; what it threw is thrown here. */
    public T result() throws Exception {
      try {
        return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception exception) {
          throw exception;
        }
        throw e;
      } catch (TimeoutException e) {
        throw new AssertionError("a thread hangs", e);
      }
    }

    /** What it threw. */
    public Throwable failure() throws Exception {
      try {
        T result = task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        throw new AssertionError("nothing was thrown, but there is a result: " + result);
      } catch (ExecutionException e) {
        return e.getCause();
      }
    }

    public boolean isDone() {
      return task.isDone();
    }

    /** Waits until the thread waits for something, or has ended. */
    public Job<T> awaitBlocked() {
      until(
          () -> {
            Thread.State state = thread.getState();
            return state == Thread.State.WAITING
                || state == Thread.State.TIMED_WAITING
                || state == Thread.State.TERMINATED;
          });
      return this;
    }

    public void interrupt() {
      thread.interrupt();
    }
  }

  public static <T> Job<T> start(Callable<T> work) {
    return new Job<>(work);
  }

  /** Starts threads that begin their work at the same time. */
  public static <T> List<Job<T>> startTogether(int threads, Callable<T> work) {
    CyclicBarrier begin = new CyclicBarrier(threads);
    List<Job<T>> jobs = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      jobs.add(
          start(
              () -> {
                begin.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                return work.call();
              }));
    }
    return jobs;
  }

  public static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("what was waited for did not happen");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Waits for a condition that another thread brings about. */
  @SuppressWarnings("ThreadPriorityCheck") // it only lets the other thread have the processor
  public static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("a condition did not come true");
      }
      Thread.yield();
    }
  }
}
