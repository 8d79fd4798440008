// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import dev.larder.engine.entry.Origin;
import dev.larder.engine.event.Change;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.event.ChangeSink;
import dev.larder.engine.time.TimeSource;
import dev.larder.engine.writebehind.Batch;
import dev.larder.engine.writebehind.DeadLetter;
import dev.larder.engine.writebehind.OfferOutcome;
import dev.larder.engine.writebehind.PendingWrite;
import dev.larder.engine.writebehind.Settlement;
import dev.larder.engine.writebehind.WriteBehindOptions;
import dev.larder.engine.writebehind.WriteBehindQueue;
import dev.larder.engine.writebehind.WriteBehindStatistics;
import dev.larder.jcache.call.CallLimits;
import dev.larder.jcache.callback.UserCode;
import dev.larder.jcache.copy.Keeper;
import dev.larder.jcache.thread.Workers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.cache.CacheException;
import javax.cache.integration.CacheWriter;

/**
 * Writes behind: takes the cache's own writes from its stream of changes, in the order of each key,
 * and brings them to the writer on a worker. A {@link WriteBehindQueue} decides, a {@link
 * BatchWriter} tells the writer; here are the lock, the threads and the waiting. A write first
 * reserves its place, so that the queue is never full when the change arrives under the key's lock.
 */
public final class WriteBehind<K, V> implements ChangeSink<K, Object>, WriteBehindView<K> {
  private final String cacheName;
  private final WriteBehindOptions options;
  private final WriteBehindQueue<K, Object> queue;
  private final BatchWriter<K, V> writer;
  private final TimeSource time;
  private final Workers workers;
  private final UserCode userCode;

  /** Guards everything below, the queue too; under it nothing else is locked but the timer. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition progress = lock.newCondition();
  private boolean writing;
  private long writingSinceMillis;
  private boolean closing;
  private long closingSinceMillis;
  private long wakeMillis = Long.MAX_VALUE;

  /** An empty queue in front of a writer. */
  public WriteBehind(
      String cacheName,
      WriteBehindOptions options,
      CacheWriter<K, V> writer,
      Keeper keeper,
      Surroundings surroundings) {
    this.cacheName = cacheName;
    this.options = options;
    this.queue = new WriteBehindQueue<>(options, new SplittableRandom());
    this.writer = new BatchWriter<>(cacheName, writer, keeper, surroundings.userCode());
    this.time = surroundings.time();
    this.workers = surroundings.workers();
    this.userCode = surroundings.userCode();
  }

  /**
   * What a queue needs of its manager.
   *
   * @param time its clock
   * @param workers its threads
   * @param userCode who runs user code
   */
  public record Surroundings(TimeSource time, Workers workers, UserCode userCode) {}

  /**
   * Waits until there is room for a write of a key and keeps it; whoever got it gives it back by
   * {@link #release} once the write is in the store. A key that is pending has room.
   *
   * @param limits how long it may wait, less from inside user code
   * @throws CacheException if there was none in time
   * @throws IllegalStateException if the cache is being closed
   */
  public void reserve(K key, CallLimits limits) {
    Optional<String> outer = userCode.current();
    long limitMillis = outer.isPresent() ? limits.innerWaitMillis() : limits.waitMillis();
    long left = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    lock.lock();
    try {
      while (!closing && !queue.reserve(key)) {
        if (left <= 0) {
          throw full(limitMillis, outer);
        }
        left = progress.awaitNanos(left);
      }
      if (closing) {
        throw new IllegalStateException("cache " + cacheName + " is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheException(
          "cache " + cacheName + ": interrupted while its write-behind queue was full", e);
    } finally {
      lock.unlock();
    }
  }

  private CacheException full(long limitMillis, Optional<String> outer) {
    return new CacheException(
        "cache "
            + cacheName
            + ": its write-behind queue was full, "
            + options.capacity()
            + " keys, for "
            + limitMillis
            + " ms"
            + outer.map(call -> ", in a call from inside " + call).orElse("")
            + "; its writer does not keep up");
  }

  /** Gives back what {@link #reserve} kept. */
  public void release() {
    lock.lock();
    try {
      queue.release();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onChange(Change<K, Object> change) {
    if (change.origin() != Origin.WRITE) {
      return;
    }
    Object value = change.kind() == ChangeKind.REMOVED ? null : change.after();
    PendingWrite<Object> write = value == null ? PendingWrite.delete() : PendingWrite.write(value);
    lock.lock();
    try {
      OfferOutcome outcome = queue.offer(change.key(), write, change.version(), time.millis());
      if (outcome == OfferOutcome.FULL) {
        throw new IllegalStateException(
            "cache " + cacheName + ": a write came to its write-behind queue without a place");
      }
      arm();
    } finally {
      lock.unlock();
    }
  }

  /** Sees to it that somebody writes when the next write is due. */
  private void arm() {
    OptionalLong due = queue.nextDueMillis();
    if (writing || due.isEmpty() || due.getAsLong() >= wakeMillis) {
      return;
    }
    wakeMillis = due.getAsLong();
    workers.schedule(() -> workers.execute(this::wake), wakeMillis - time.millis());
  }

  private void wake() {
    lock.lock();
    try {
      wakeMillis = Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
    writeDue();
  }

  /** Writes batch after batch until nothing is due, unless another thread is at it. */
  private void writeDue() {
    for (Optional<Batch<K, Object>> batch = take(); batch.isPresent(); batch = take()) {
      Settlement<K> settlement = Settlement.failed("the writer was not called");
      try {
        settlement = writer.write(batch.get());
      } finally {
        settle(batch.get(), settlement);
      }
    }
  }

  private Optional<Batch<K, Object>> take() {
    lock.lock();
    try {
      if (writing) {
        return Optional.empty();
      }
      Optional<Batch<K, Object>> batch = queue.takeBatch(time.millis());
      writing = batch.isPresent();
      writingSinceMillis = time.millis();
      arm();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void settle(Batch<K, Object> batch, Settlement<K> settlement) {
    lock.lock();
    try {
      writing = false;
      WriteBehindStatistics now = queue.settle(batch, settlement, time.millis());
      assert now.failedAttempts() >= 0 : "counts never go below nothing";
      arm();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The write of a key that the writer has not confirmed, which a reader must see. */
  public Optional<PendingWrite<Object>> pendingOf(K key) {
    lock.lock();
    try {
      return queue.pending(key);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int pending() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public WriteBehindStatistics statistics() {
    lock.lock();
    try {
      return queue.statistics();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<DeadLetter<K>> deadLetters() {
    lock.lock();
    try {
      return queue.deadLetters();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int retryDeadLetters() {
    lock.lock();
    try {
      int retried = 0;
      for (DeadLetter<K> letter : queue.deadLetters()) {
        retried += queue.retryDeadLetter(letter.key(), time.millis()) ? 1 : 0;
      }
      arm();
      return retried;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int discardDeadLetters() {
    lock.lock();
    try {
      return queue.discardDeadLetters();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no new writes from now on, and makes due what is pending; {@link #drain} waits. */
  public void beginDrain() {
    lock.lock();
    try {
      if (!closing) {
        closing = true;
        closingSinceMillis = time.millis();
        progress.signalAll();
        queue.drain(closingSinceMillis);
        arm();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no new writes, brings everything that is pending to the writer, retries included, and
   * returns when it is done. Writes that were begun before are waited for.
   *
   * @param limitMillis the longest this takes, counted from {@link #beginDrain} if that was called
   *     before: so the queues of several caches can be drained in the time of one
   * @param callMillis a call of the writer that takes longer than this is given up
   * @return how many keys are still unwritten, dead letters among them
   */
  public int drain(long limitMillis, long callMillis) {
    beginDrain();
    lock.lock();
    try {
      long passedMillis = time.millis() - closingSinceMillis;
      long left = TimeUnit.MILLISECONDS.toNanos(limitMillis - passedMillis);
      while ((queue.isReserved() || !queue.isDrained()) && left > 0 && !writesFor(callMillis)) {
        long pause = Math.min(left, TimeUnit.MILLISECONDS.toNanos(callMillis));
        left -= pause - progress.awaitNanos(pause);
      }
      return queue.size() + queue.deadLetters().size();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return queue.size() + queue.deadLetters().size();
    } finally {
      lock.unlock();
    }
  }

  private boolean writesFor(long callMillis) {
    return writing && time.millis() - writingSinceMillis >= callMillis;
  }

  /** Whether the key's last write has not reached the writer; asked under the bound's lock. */
  public boolean isPending(K key) {
    return pendingOf(key).isPresent();
  }
}
