// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * The system behind a cache, whose calls fail at random: before anything happened, after it
 * happened, or long before it happens. Each call stops before and after its effect.
 */
final class FaultyStore implements CacheLoader<Integer, Integer>, CacheWriter<Integer, Integer> {

  /** What a call throws that fails. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String when) {
      super("the connection broke " + when);
    }
  }

  /**
   * A change whose caller was told that it failed, and which the store may make all the same.
   *
   * @param sinceMillis when it was told
   */
  record Straggler(int key, int value, long sinceMillis) {}

  private final Map<Integer, Integer> values = new HashMap<>();
  private final List<Straggler> stragglers = new ArrayList<>();
  private final Map<Integer, Integer> loading = new HashMap<>();
  private final LongSupplier clock;
  private final int loadsAFault;
  private final int writesAFault;
  private boolean loadedTwiceAtOnce;

  /**
   * An empty store.
   *
   * @param loadsAFault one load in so many fails; none if it is 0
   * @param writesAFault one write in so many fails; none if it is 0
   */
  FaultyStore(LongSupplier clock, int loadsAFault, int writesAFault) {
    this.clock = clock;
    this.loadsAFault = loadsAFault;
    this.writesAFault = writesAFault;
  }

  /** The value of a key, or {@link Call#NONE}. */
  synchronized int value(int key) {
    return values.getOrDefault(key, Call.NONE);
  }

  /** Changes a value at once. */
  synchronized OpenCall.Commit commit(int key, int value) {
    long start = System.nanoTime();
    if (value == Call.NONE) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
    return new OpenCall.Commit(key, value, start, System.nanoTime());
  }

  /** The changes that may still be made. */
  synchronized List<Straggler> stragglers() {
    return List.copyOf(stragglers);
  }

  synchronized void forget(Straggler straggler) {
    stragglers.remove(straggler);
  }

  private synchronized void willCommitLater(int key, int value) {
    stragglers.add(new Straggler(key, value, clock.getAsLong()));
  }

  /** Whether a key was ever loaded by two callers at the same time. */
  synchronized boolean loadedTwiceAtOnce() {
    return loadedTwiceAtOnce;
  }

  private synchronized void countLoading(int key, int more) {
    loadedTwiceAtOnce |= loading.merge(key, more, Integer::sum) > 1;
  }

  private static boolean happens(SplittableRandom random, int onceIn) {
    return onceIn > 0 && random.nextInt(onceIn) == 0;
  }

  @Override
  public @Nullable Integer load(Integer key) {
    CallerThread caller = CallerThread.current();
    caller.call().loads(key);
    countLoading(key, 1);
    try {
      caller.stopHere();
      int value = value(key);
      caller.stopHere();
      if (happens(caller.random(), loadsAFault)) {
        throw new Broken("during a load");
      }
      return value == Call.NONE ? null : value;
    } finally {
      countLoading(key, -1);
    }
  }

  @Override
  public Map<Integer, Integer> loadAll(Iterable<? extends Integer> keys) {
    Map<Integer, Integer> loaded = new HashMap<>();
    for (Integer key : keys) {
      Integer value = load(key);
      if (value != null) {
        loaded.put(key, value);
      }
    }
    return loaded;
  }

  @Override
  public void write(Cache.Entry<? extends Integer, ? extends Integer> entry) {
    bring(entry.getKey(), entry.getValue());
    CallerThread.current().call().vouched(entry.getKey());
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends Integer, ? extends Integer>> entries) {
    boolean tidy = CallerThread.current().random().nextBoolean();
    Iterator<Cache.Entry<? extends Integer, ? extends Integer>> each = entries.iterator();
    while (each.hasNext()) {
      Cache.Entry<? extends Integer, ? extends Integer> entry = each.next();
      bring(entry.getKey(), entry.getValue());
      if (tidy) { // else it does not say, when the next one fails, that this one did not
        each.remove();
        CallerThread.current().call().vouched(entry.getKey());
      }
    }
  }

  @Override
  public void delete(Object key) {
    bring((Integer) key, Call.NONE);
    CallerThread.current().call().vouched((Integer) key);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    boolean tidy = CallerThread.current().random().nextBoolean();
    Iterator<?> each = keys.iterator();
    while (each.hasNext()) {
      int key = (Integer) each.next();
      bring(key, Call.NONE);
      if (tidy) {
        each.remove();
        CallerThread.current().call().vouched(key);
      }
    }
  }

  private void bring(int key, int value) {
    CallerThread caller = CallerThread.current();
    caller.stopHere();
    boolean fails = happens(caller.random(), writesAFault);
    int when = caller.random().nextInt(3);
    if (fails && when == 0) {
      throw new Broken("before the commit");
    }
    if (fails && when == 1) {
      willCommitLater(key, value);
      throw new Broken("before the commit was heard of");
    }
    caller.call().committed(commit(key, value));
    caller.stopHere();
    if (fails) {
      throw new Broken("after the commit");
    }
  }
}
