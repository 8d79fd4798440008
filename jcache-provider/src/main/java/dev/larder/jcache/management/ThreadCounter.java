// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.management;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * An exact count without an atomic instruction on its hot path: such an instruction waits for every
 * memory access before it, so it costs a cache hit more than the hit itself. Each platform thread
 * adds to a number of its own, which others only read; virtual threads, of which there may be
 * millions, share a {@link LongAdder}. Safe for any thread.
 *
 * <p>The numbers are kept in plain arrays, so that a pooled thread that outlives the cache holds no
 * class of ours.
 */
final class ThreadCounter {
  private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualSince21();

  /** Where in its array a thread's number is: a cache line away from whatever lies beside. */
  private static final int AT = 8;

  private static final int LENGTH = 16;

  /** A thread and its number. */
  private static final class Share {
    final WeakReference<Thread> owner;
    final long[] number;

    Share(Thread owner, long[] number) {
      this.owner = new WeakReference<>(owner);
      this.number = number;
    }
  }

  @SuppressWarnings("ThreadLocalUsage") // one number a thread and counter
  private final ThreadLocal<long[]> own = new ThreadLocal<>();

  private final LongAdder shared = new LongAdder();
  private final List<Share> shares = new ArrayList<>();
  private int sharesBeforeSweep = 64;
  private long before;

  private static @Nullable MethodHandle isVirtualSince21() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (NoSuchMethodException e) {
      return null; // this JDK has no virtual threads
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Adds one; gives back a number to sample by: what this thread has added so far, or any number
   * for a thread that shares.
   */
  long increment() {
    long[] number = own.get();
    if (number == null) {
      return incrementFirst();
    }
    long count = (long) NUMBERS.getOpaque(number, AT) + 1;
    NUMBERS.setOpaque(number, AT, count);
    return count;
  }

  private long incrementFirst() {
    if (isVirtual(Thread.currentThread())) {
      shared.increment();
      return ThreadLocalRandom.current().nextInt();
    }
    long[] number = new long[LENGTH];
    number[AT] = 1;
    own.set(number);
    register(number);
    return 1;
  }

  private static boolean isVirtual(Thread thread) {
    MethodHandle isVirtual = IS_VIRTUAL;
    try {
      return isVirtual != null && (boolean) isVirtual.invokeExact(thread);
    } catch (Throwable e) {
      throw new IllegalStateException("Thread.isVirtual failed", e);
    }
  }

  private synchronized void register(long[] number) {
    if (shares.size() >= sharesBeforeSweep) {
      shares.removeIf(this::isEnded);
      sharesBeforeSweep = Math.max(64, 2 * shares.size());
    }
    shares.add(new Share(Thread.currentThread(), number));
  }

  /** Whether a thread is gone; its number goes to the shared one. */
  private boolean isEnded(Share share) {
    Thread owner = share.owner.get();
    if (owner != null && owner.isAlive()) {
      return false;
    }
    shared.add((long) NUMBERS.getOpaque(share.number, AT));
    return true;
  }

  void add(long count) {
    shared.add(count);
  }

  synchronized long sum() {
    return total() - before;
  }

  synchronized void reset() {
    before = total();
  }

  private long total() {
    long total = shared.sum();
    for (Share share : shares) {
      total += (long) NUMBERS.getOpaque(share.number, AT);
    }
    return total;
  }
}
