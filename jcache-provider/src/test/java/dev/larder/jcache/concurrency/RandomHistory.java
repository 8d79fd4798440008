// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Random calls by several threads on few keys, and when each was made.
 *
 * @param threads how many make calls
 * @param callsEach how many each makes
 * @param keys how many keys, from 1 on
 * @param verbs what is called
 */
record RandomHistory(int threads, int callsEach, int keys, List<Verb> verbs) {
  private static final int VALUES = 3;

  /** Runs it; gives back what each thread did, in its order. */
  List<List<Observed>> run(IntCache<?> cache, SplittableRandom random)
      throws InterruptedException, ExecutionException {
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Callable<List<Observed>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      SplittableRandom own = random.split();
      tasks.add(
          () -> {
            together.await();
            return makeCalls(cache, own);
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<List<Observed>> done = new ArrayList<>();
      for (Future<List<Observed>> future : pool.invokeAll(tasks)) {
        done.add(future.get());
      }
      return done;
    } finally {
      pool.shutdown();
    }
  }

  private List<Observed> makeCalls(IntCache<?> cache, SplittableRandom random) {
    List<Observed> made = new ArrayList<>(callsEach);
    for (int i = 0; i < callsEach; i++) {
      Call call =
          new Call(
              verbs.get(random.nextInt(verbs.size())),
              1 + random.nextInt(keys),
              1 + random.nextInt(VALUES),
              1 + random.nextInt(VALUES));
      long start = System.nanoTime();
      int result = cache.make(call);
      made.add(new Observed(call, result, start, System.nanoTime()));
    }
    return made;
  }

  /** What of it concerns one key: calls on it, and calls on all keys. */
  static List<List<Observed>> on(int key, List<List<Observed>> history) {
    List<List<Observed>> part = new ArrayList<>();
    for (List<Observed> thread : history) {
      part.add(thread.stream().filter(observed -> concerns(observed.call(), key)).toList());
    }
    return part;
  }

  private static boolean concerns(Call call, int key) {
    return call.key() == key || call.verb() == Verb.CLEAR || call.verb() == Verb.REMOVE_ALL;
  }
}
