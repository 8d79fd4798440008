// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import dev.larder.engine.event.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes of some keys on their way to synchronous listeners, in order. Whoever needs one delivered
 * delivers all that stand before it, one thread at a time; the others wait for that thread.
 */
final class DeliveryLane<K> {

  /**
   * Failures that nobody came for: their calls did not wait, so they are logged when they fall out.
   */
  private static final int UNCLAIMED_FAILURES = 64;

  private final Consumer<Change<K, Object>> receiver;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Deque<Change<K, Object>> queue = new ArrayDeque<>();
  private final Map<Long, Throwable> failures;
  private long enqueued;
  private long delivered;
  private boolean delivering;

  DeliveryLane(Consumer<Change<K, Object>> receiver, Consumer<Throwable> unclaimed) {
    this.receiver = receiver;
    this.failures =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Throwable> eldest) {
            boolean full = size() > UNCLAIMED_FAILURES;
            if (full) {
              unclaimed.accept(eldest.getValue());
            }
            return full;
          }
        };
  }

  void add(Change<K, Object> change) {
    lock.lock();
    try {
      queue.add(change);
      enqueued++;
    } finally {
      lock.unlock();
    }
  }

  /** Delivers what is queued, unless another thread is at it. */
  void deliver() {
    while (true) {
      Change<K, Object> change = takeNext();
      if (change == null) {
        return;
      }
      Optional<Throwable> failure = Optional.empty();
      try {
        receiver.accept(change);
      } catch (RuntimeException | Error e) {
        failure = Optional.of(e);
      }
      settle(change, failure);
    }
  }

  private @Nullable Change<K, Object> takeNext() {
    lock.lock();
    try {
      if (delivering || queue.isEmpty()) {
        return null;
      }
      delivering = true;
      return queue.poll();
    } finally {
      lock.unlock();
    }
  }

  private void settle(Change<K, Object> change, Optional<Throwable> failure) {
    lock.lock();
    try {
      delivering = false;
      delivered++;
      failure.ifPresent(thrown -> failures.put(change.version(), thrown));
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until everything that is queued now was delivered.
   *
   * @return whether it was, within the limit
   * @throws InterruptedException if interrupted while waiting for the thread that delivers
   */
  boolean await(long limitMillis) throws InterruptedException {
    long target = enqueuedSoFar();
    long left = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    while (true) {
      deliver();
      lock.lockInterruptibly();
      try {
        if (delivered >= target) {
          return true;
        }
        if (left <= 0) {
          return false;
        }
        if (delivering) {
          left = progress.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private long enqueuedSoFar() {
    lock.lock();
    try {
      return enqueued;
    } finally {
      lock.unlock();
    }
  }

  /** What listeners threw at this change; told once. */
  Optional<Throwable> failureOf(long version) {
    lock.lock();
    try {
      return Optional.ofNullable(failures.remove(version));
    } finally {
      lock.unlock();
    }
  }
}
