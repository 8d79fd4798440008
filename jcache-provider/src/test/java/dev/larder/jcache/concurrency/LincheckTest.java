// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lincheck's scenarios, small and met many times, for a cache in each of its configurations. What
 * it cannot model (a result that depends on whether a load was kept) is in {@link HistoryTest}.
 */
@Timeout(600)
class LincheckTest {

  @ParameterizedTest
  @ValueSource(classes = {ByReference.class, ByValue.class, Policy.class})
  void cache_alone_isLinearizable(Class<?> calls) {
    check(calls, Registers.class, 6, 200);
  }

  @ParameterizedTest
  @ValueSource(classes = {OneKey.class, OneKeyPolicy.class})
  void cache_cleared_isLinearizable(Class<?> calls) {
    check(calls, OneRegister.class, 6, 200);
  }

  @ParameterizedTest
  @ValueSource(classes = {Through.class, ThroughPolicy.class, Behind.class})
  void cache_beforeAStore_isLinearizable(Class<?> calls) {
    check(calls, Stores.class, 6, 200);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(classes = {ByReference.class, ByValue.class, Policy.class})
  void cache_alone_isLinearizableInManyScenarios(Class<?> calls) {
    check(calls, Registers.class, 200, 2_000);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(classes = {OneKey.class, OneKeyPolicy.class})
  void cache_cleared_isLinearizableInManyScenarios(Class<?> calls) {
    check(calls, OneRegister.class, 200, 2_000);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(classes = {Through.class, ThroughPolicy.class, Behind.class})
  void cache_beforeAStore_isLinearizableInManyScenarios(Class<?> calls) {
    check(calls, Stores.class, 200, 2_000);
  }

  private static void check(Class<?> calls, Class<?> model, int scenarios, int times) {
    new StressOptions()
        .iterations(scenarios)
        .invocationsPerIteration(times)
        .threads(3)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(2)
        .sequentialSpecification(model)
        .check(calls);
  }

  /** The model of a cache alone: a register for each key. */
  public static final class Registers extends CacheCalls {
    private final int[] values = new int[3];

    @Override
    int make(Call call) {
      Register step = Register.apply(call, values[call.key()], Call.NONE);
      values[call.key()] = step.value();
      return step.result();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Registers that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  /** The model of one key. */
  public static final class OneRegister extends OneKeyCalls {
    private int value;

    @Override
    int makeOnOneKey(Call call) {
      Register step = Register.apply(call, value, Call.NONE);
      value = step.value();
      return step.result();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OneRegister that && value == that.value;
    }

    @Override
    public int hashCode() {
      return value;
    }
  }

  /** The model of a cache and its store: clearing the cache changes nothing for who asks both. */
  public static final class Stores extends ClearingStoreCalls {
    private final int[] values = new int[3];

    @Override
    int make(Call call) {
      int stored = values[call.key()];
      Register step = Register.apply(call, Call.NONE, stored);
      values[call.key()] = step.wrote() ? step.value() : stored;
      return step.result();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Stores that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  /** A cache by reference. */
  public static final class ByReference extends CacheCalls {
    private static final Stage STAGE = Stage.of(Stage.Kind.BY_REFERENCE);

    /** Begins with an empty cache. */
    public ByReference() {
      STAGE.reset();
    }

    @Override
    int make(Call call) {
      return STAGE.cache().make(call);
    }
  }

  /** A cache by value. */
  public static final class ByValue extends CacheCalls {
    private static final Stage STAGE = Stage.of(Stage.Kind.BY_VALUE);

    /** Begins with an empty cache. */
    public ByValue() {
      STAGE.reset();
    }

    @Override
    int make(Call call) {
      return STAGE.cache().make(call);
    }
  }

  /** A cache under a custom policy. */
  public static final class Policy extends CacheCalls {
    private static final Stage STAGE = Stage.of(Stage.Kind.POLICY);

    /** Begins with an empty cache. */
    public Policy() {
      STAGE.reset();
    }

    @Override
    int make(Call call) {
      return STAGE.cache().make(call);
    }
  }

  /** One key of a cache. */
  public static final class OneKey extends OneKeyCalls {
    private static final Stage STAGE = Stage.of(Stage.Kind.BY_REFERENCE);

    /** Begins with an empty cache. */
    public OneKey() {
      STAGE.reset();
    }

    @Override
    int makeOnOneKey(Call call) {
      return STAGE.cache().make(call);
    }
  }

  /** One key of a cache under a custom policy. */
  public static final class OneKeyPolicy extends OneKeyCalls {
    private static final Stage STAGE = Stage.of(Stage.Kind.POLICY);

    /** Begins with an empty cache. */
    public OneKeyPolicy() {
      STAGE.reset();
    }

    @Override
    int makeOnOneKey(Call call) {
      return STAGE.cache().make(call);
    }
  }

  /** A cache written through. */
  public static final class Through extends ClearingStoreCalls {
    private static final Stage STAGE = Stage.of(Stage.Kind.THROUGH);

    /** Begins with an empty cache. */
    public Through() {
      STAGE.reset();
    }

    @Override
    int make(Call call) {
      return STAGE.cache().make(call);
    }
  }

  /** A cache written through, under a custom policy. */
  public static final class ThroughPolicy extends ClearingStoreCalls {
    private static final Stage STAGE = Stage.of(Stage.Kind.THROUGH_POLICY);

    /** Begins with an empty cache. */
    public ThroughPolicy() {
      STAGE.reset();
    }

    @Override
    int make(Call call) {
      return STAGE.cache().make(call);
    }
  }

  /** A cache written behind. */
  public static final class Behind extends ClearingStoreCalls {
    private static final AtomicReference<Stage> OPEN = new AtomicReference<>();
    private final Stage stage = Stage.of(Stage.Kind.BEHIND);

    /** Begins with a new cache, for the old one may still have something to write. */
    public Behind() {
      Stage before = OPEN.getAndSet(stage);
      if (before != null) {
        before.close();
      }
    }

    @Override
    int make(Call call) {
      return stage.cache().make(call);
    }
  }
}
