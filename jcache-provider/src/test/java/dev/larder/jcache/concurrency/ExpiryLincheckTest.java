// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.EntryStore;
import dev.larder.engine.store.HeapStores;
import dev.larder.engine.store.StoreSettings;
import dev.larder.engine.time.ManualTime;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A heap store whose entries end, and its clock, are linearizable together: the passing of a
 * millisecond is a call like the others. So an entry is seen until its very end and never at or
 * after it, whoever sweeps.
 */
@Timeout(600)
class ExpiryLincheckTest {
  private static final ExpiryRule TWO_MILLIS = ExpiryRule.fixed(2);
  private static final ExpiryRule TWO_MILLIS_FROM_CREATION =
      new ExpiryRule(2, ExpiryRule.UNCHANGED, ExpiryRule.UNCHANGED);

  @Test
  void store_withEndingEntries_isLinearizable() {
    stress(15, 500).check(Heap.class);
  }

  @Tag("slow")
  @Test
  void store_withEndingEntries_isLinearizableInManyScenarios() {
    stress(300, 5_000).check(Heap.class);
  }

  @Tag("slow")
  @Test
  void store_withEndingEntries_isLinearizableInManyInterleavings() {
    modelChecking(20, 300).check(Heap.class);
  }

  private static StressOptions stress(int scenarios, int times) {
    return bounded(new StressOptions(), scenarios, times).threads(3);
  }

  private static ModelCheckingOptions modelChecking(int scenarios, int times) {
    return bounded(new ModelCheckingOptions(), scenarios, times)
        .threads(2)
        .checkObstructionFreedom(false);
  }

  private static <T extends Options<T, ?>> T bounded(T options, int scenarios, int times) {
    return options
        .iterations(scenarios)
        .invocationsPerIteration(times)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(2)
        .sequentialSpecification(Model.class);
  }

  /** The real thing. */
  @Param(name = "key", gen = IntGen.class, conf = "1:2")
  @Param(name = "value", gen = IntGen.class, conf = "1:3")
  public static final class Heap {
    private final ManualTime time = new ManualTime(1_000);
    private final HeapStores stores = new HeapStores(time, time);
    private final EntryStore<Integer, Integer> store =
        stores.open(StoreSettings.unbounded("orders"));

    /** A hit without a lock, or else the operation. */
    @Operation
    public int get(@Param(name = "key") int key) {
      Integer read = store.read(key, TWO_MILLIS);
      return read != null ? read : before(apply(key, new PlainOperation.Get<>(TWO_MILLIS)));
    }

    @Operation
    public int put(@Param(name = "key") int key, @Param(name = "value") int value) {
      return before(apply(key, new PlainOperation.GetAndPut<>(value, TWO_MILLIS)));
    }

    @Operation
    public int putKeepingTheEnd(@Param(name = "key") int key, @Param(name = "value") int value) {
      return before(apply(key, new PlainOperation.GetAndPut<>(value, TWO_MILLIS_FROM_CREATION)));
    }

    @Operation
    public int putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
      return before(apply(key, new PlainOperation.PutIfAbsent<>(value, TWO_MILLIS)));
    }

    @Operation
    public int remove(@Param(name = "key") int key) {
      return before(apply(key, new PlainOperation.GetAndRemove<>()));
    }

    /** One millisecond passes. */
    @Operation
    public int pass() {
      time.pass(1);
      return Call.VOID;
    }

    /** The alarm rings, early or late; nobody can tell. */
    @Operation
    public int sweep() {
      stores.onAlarm();
      return Call.VOID;
    }

    private Outcome<Integer> apply(int key, PlainOperation<Integer> operation) {
      return store.apply(key, operation).toCompletableFuture().join();
    }

    private static int before(Outcome<Integer> outcome) {
      return Objects.requireNonNullElse(outcome.before(), Call.NONE);
    }
  }

  /** A value and an end for each key, and the time. */
  public static final class Model {
    private final int[] values = new int[3];
    private final int[] ends = new int[3];
    private int now;

    public int get(int key) {
      return now < ends[key] ? values[key] : Call.NONE;
    }

    public int put(int key, int value) {
      return store(key, value, now + 2);
    }

    public int putKeepingTheEnd(int key, int value) {
      return store(key, value, get(key) == Call.NONE ? now + 2 : ends[key]);
    }

    public int putIfAbsent(int key, int value) {
      return get(key) == Call.NONE ? store(key, value, now + 2) : get(key);
    }

    public int remove(int key) {
      return store(key, Call.NONE, now);
    }

    private int store(int key, int value, int end) {
      int before = get(key);
      values[key] = value;
      ends[key] = end;
      return before;
    }

    public int pass() {
      now++;
      return Call.VOID;
    }

    public int sweep() {
      return Call.VOID;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Model that && state().equals(that.state());
    }

    @Override
    public int hashCode() {
      return state().hashCode();
    }

    private String state() {
      StringBuilder state = new StringBuilder();
      for (int key = 1; key < values.length; key++) {
        state.append(get(key)).append('@').append(Math.max(ends[key] - now, 0)).append(' ');
      }
      return state.toString();
    }
  }
}
