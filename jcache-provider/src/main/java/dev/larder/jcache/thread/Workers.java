// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one cache manager, however many caches it has: as many as there are tasks of user
 * code that runs beside its callers (asynchronous listeners, {@code loadAll}, write-behind), up to
 * {@value #MOST_THREADS}, and one that keeps the time. They are daemons, made when needed and gone
 * after ten idle seconds; user code sees the manager's class loader as its context class loader.
 */
public final class Workers implements Executor, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Workers.class.getName());

  /** So many tasks run at once at most: user code in them may wait for other tasks. */
  private static final int MOST_THREADS = 64;

  private static final long IDLE_SECONDS = 10;

  private final Supplier<? extends @Nullable ClassLoader> loader;
  private final IdleFirst waiting = new IdleFirst();
  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * No thread yet.
   *
   * @param name of the manager, for the threads' names
   * @param loader the context class loader while a task runs
   */
  public Workers(String name, Supplier<? extends @Nullable ClassLoader> loader) {
    this.loader = loader;
    this.pool =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            waiting,
            daemons("larder-worker-" + name),
            this::waitForAThread);
    this.timer = new ScheduledThreadPoolExecutor(1, daemons("larder-timer-" + name));
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Tells the pool that it is full while no thread is idle, so that it makes one if it may. */
  private static final class IdleFirst extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(Runnable task) {
      return tryTransfer(task);
    }

    /** Keeps a task for the next thread that is done with another. */
    void keep(Runnable task) {
      boolean kept = super.offer(task);
      assert kept : "the queue has no bound";
    }
  }

  private void waitForAThread(Runnable task, ThreadPoolExecutor full) {
    if (full.isShutdown()) {
      throw new RejectedExecutionException("closed");
    }
    waiting.keep(task);
    if (full.isShutdown() && full.remove(task)) {
      throw new RejectedExecutionException("closed");
    }
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      return thread;
    };
  }

  /**
   * Runs a task on some worker. After {@link #close} it runs in the caller's thread: what is left
   * to do then is the end of something that was begun.
   */
  @Override
  public void execute(Runnable task) {
    try {
      pool.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed, so the caller runs the task", e);
      run(task);
    }
  }

  /**
   * Runs a short task on the timer's thread, in so many milliseconds; never after {@link #close}.
   */
  public void schedule(Runnable task, long delayMillis) {
    try {
      ScheduledFuture<?> unused =
          timer.schedule(() -> run(task), Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed, so the task is not scheduled", e);
    }
  }

  private void run(Runnable task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader.get());
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "a task of thread " + thread.getName() + " failed", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Lets running tasks end and takes no new ones. */
  @Override
  public void close() {
    timer.shutdown();
    pool.shutdown();
  }
}
