// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One thread's way through the trace of a benchmark: a step is an array read and an addition, all
 * that the choice of keys costs within a measured operation.
 */
@State(Scope.Thread)
public class KeyWalk {
  static final int KEYS = 100_000;
  static final int BATCH = 16;

  private static final long SEED = 42;
  private static final int LENGTH = 1 << 18;
  private static final int BATCHES = 1 << 12;
  private static final Integer[] TRACE = trace();
  private static final AtomicInteger WALKS = new AtomicInteger();

  /** Threads start far apart. */
  private int position = WALKS.getAndIncrement() * 61_001;

  private int batchPosition;
  private final Set<Integer>[] batches = batches();

  /** The next key; equal to a cached one, but another object, as in an application. */
  Integer next() {
    return TRACE[position++ & (LENGTH - 1)];
  }

  /** Sixteen different keys. */
  Set<Integer> nextBatch() {
    return batches[batchPosition++ & (BATCHES - 1)];
  }

  /** True for one step in twenty. */
  boolean onTwentieth() {
    return position % 20 == 0;
  }

  private static Integer[] trace() {
    int[] keys = Trace.zipf(KEYS, LENGTH, SEED);
    Integer[] shared = new Integer[KEYS];
    for (int key = 0; key < KEYS; key++) {
      shared[key] = key;
    }
    Integer[] trace = new Integer[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      trace[i] = shared[keys[i]];
    }
    return trace;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types have no other way
  private Set<Integer>[] batches() {
    Set<Integer>[] made = new Set[BATCHES];
    int from = position;
    for (int i = 0; i < BATCHES; i++) {
      Set<Integer> batch = new LinkedHashSet<>();
      while (batch.size() < BATCH) {
        batch.add(TRACE[from++ & (LENGTH - 1)]);
      }
      made[i] = batch;
    }
    return made;
  }
}
