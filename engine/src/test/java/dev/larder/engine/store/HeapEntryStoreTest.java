// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on the heap keeps the contract, whatever its bound is. */
class HeapEntryStoreTest {

  /** How stores on the heap are opened and woken. */
  abstract static class OnTheHeap extends EntryStoreContract {
    private final Endings endings;
    private final StoreBound<Integer, String> bound;
    private final int tombstones;

    OnTheHeap(StoreBound<Integer, String> bound, int tombstones) {
      this(Endings.BY_TIME, bound, tombstones);
    }

    OnTheHeap(Endings endings, StoreBound<Integer, String> bound, int tombstones) {
      this.endings = endings;
      this.bound = bound;
      this.tombstones = tombstones;
    }

    @Override
    protected EntryStoreFactory openGroup(ManualTime time) {
      return new HeapStores(time, time);
    }

    @Override
    protected void onAlarm(EntryStoreFactory group) {
      ((HeapStores) group).onAlarm();
    }

    @Override
    protected StoreSettings<Integer, String> settings() {
      return new StoreSettings<>(
          "contract", endings, bound, StoreStage.LIMITS, key -> false, tombstones);
    }
  }

  @Nested
  class Unbounded extends OnTheHeap {
    Unbounded() {
      super(new StoreBound.None<>(), 0);
    }
  }

  @Nested
  class BoundedByEntries extends OnTheHeap {
    BoundedByEntries() {
      super(new StoreBound.Entries<>(1_000), 0);
    }
  }

  @Nested
  class BoundedByBytes extends OnTheHeap {
    BoundedByBytes() {
      super(new StoreBound.Bytes<>(1_000_000, (key, value) -> value.length()), 0);
    }
  }

  @Nested
  class WithTombstones extends OnTheHeap {
    WithTombstones() {
      super(new StoreBound.None<>(), 1_024);
    }
  }

  @Nested
  class BoundedWithFewTombstones extends OnTheHeap {
    BoundedWithFewTombstones() {
      super(new StoreBound.Entries<>(1_000), 2);
    }
  }

  @Nested
  class Swept extends OnTheHeap {
    Swept() {
      super(Endings.BY_SWEEP, new StoreBound.None<>(), 1_024);
    }

    /**
     * {@inheritDoc} Once its alarm has been answered: until then see {@link HeapSweptStoreTest}.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 1_007, 64_600, 20_000_000_000L})
    @Override
    public void read_aroundTheEnd_isThereBeforeAndGoneThen(long lifeMillis) {
      stage().put(1, "a", lifeMillis);

      stage().advance(lifeMillis - 1);
      assertThat(stage().store.read(1, ExpiryRule.NEVER)).isEqualTo("a");
      stage().advance(1);
      assertThat(stage().store.read(1, ExpiryRule.NEVER)).isNull();
    }
  }
}
