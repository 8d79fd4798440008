// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import org.junit.jupiter.api.Nested;

/** The store on the heap keeps the contract, whatever its bound is. */
class HeapEntryStoreTest {

  /** How stores on the heap are opened and woken. */
  abstract static class OnTheHeap extends EntryStoreContract {
    private final StoreBound<Integer, String> bound;
    private final int tombstones;

    OnTheHeap(StoreBound<Integer, String> bound, int tombstones) {
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
          "contract", Endings.BY_TIME, bound, StoreStage.LIMITS, key -> false, tombstones);
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
}
