// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Hands items to one receiver, in order, on an executor, never two at once. When {@value #CAPACITY}
 * wait, {@link #awaitRoom} holds producers back.
 */
final class AsynchronousQueue<T> {

  /** So much may be waiting for a slow listener before its cache's writers wait with it. */
  static final int CAPACITY = 10_000;

  /** After so many items others get a chance at the thread. */
  private static final int BURST = 100;

  private final Executor executor;
  private final Consumer<? super T> receiver;
  private final Deque<T> queue = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private boolean running;

  AsynchronousQueue(Executor executor, Consumer<? super T> receiver) {
    this.executor = executor;
    this.receiver = receiver;
  }

  /** Queues an item; never blocks. */
  void add(T item) {
    lock.lock();
    try {
      queue.add(item);
      if (running) {
        return;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    executor.execute(this::run);
  }

  private void run() {
    for (int told = 0; told < BURST; told++) {
      T item;
      lock.lock();
      try {
        item = queue.poll();
        running = item != null;
        room.signalAll();
      } finally {
        lock.unlock();
      }
      if (item == null) {
        return;
      }
      receiver.accept(item);
    }
    executor.execute(this::run);
  }

  /**
   * Waits until there is room again.
   *
   * @return whether there is, within the limit
   */
  boolean awaitRoom(long limitMillis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    lock.lockInterruptibly();
    try {
      while (queue.size() >= CAPACITY && left > 0) {
        left = room.awaitNanos(left);
      }
      return queue.size() < CAPACITY;
    } finally {
      lock.unlock();
    }
  }
}
