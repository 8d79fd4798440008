// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that makes one call at a time, and stops inside the loader and the writer until the
 * history lets it go on. So the history, not the scheduler, settles how calls meet.
 */
final class CallerThread extends Thread {

  /** Where the thread is. */
  private enum Place {
    /** It has no call to make. */
    IDLE,
    /** It was sent on, and has not woken up yet. */
    SENT,
    /** It runs, or waits inside the cache for another caller. */
    RUNNING,
    /** It stands inside user code. */
    STOPPED
  }

  private final SplittableRandom random;
  private final Semaphore go = new Semaphore(0);
  private volatile Place place = Place.IDLE;
  private volatile Optional<OpenCall> call = Optional.empty();

  CallerThread(SplittableRandom random) {
    super("caller");
    this.random = random;
    setDaemon(true);
  }

  /** The caller whose thread this is: user code runs in the thread that called. */
  static CallerThread current() {
    return (CallerThread) currentThread();
  }

  @Override
  public void run() {
    awaitGo();
    while (call.isPresent()) {
      call.get().make();
      place = Place.IDLE;
      awaitGo();
    }
  }

  private void awaitGo() {
    go.acquireUninterruptibly();
    place = Place.RUNNING;
  }

  /** Chances of this thread's user code. */
  SplittableRandom random() {
    return random;
  }

  /** The call that is being made. */
  OpenCall call() {
    return call.orElseThrow();
  }

  /** Inside user code: stays here until the history lets it go on. */
  void stopHere() {
    place = Place.STOPPED;
    awaitGo();
  }

  void begin(OpenCall next) {
    call = Optional.of(next);
    goOn();
  }

  /** Lets it go on from where it stands. */
  void goOn() {
    place = Place.SENT;
    go.release();
  }

  /** Ends the idle thread. */
  void dismiss() {
    call = Optional.empty();
    goOn();
  }

  boolean isIdle() {
    return place == Place.IDLE;
  }

  boolean isStopped() {
    return place == Place.STOPPED;
  }

  /** Whether it will not go on by itself. */
  boolean isStill() {
    Place now = place;
    return now == Place.IDLE || now == Place.STOPPED || (now == Place.RUNNING && waits());
  }

  /** Whether it waits for a future, and one that has not come yet: else it is about to wake up. */
  private boolean waits() {
    return LockSupport.getBlocker(this) instanceof ForkJoinPool.ManagedBlocker future
        && !future.isReleasable();
  }
}
