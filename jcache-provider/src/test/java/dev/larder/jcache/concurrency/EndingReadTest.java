// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.EntryStore;
import dev.larder.engine.store.HeapStores;
import dev.larder.engine.store.StoreSettings;
import dev.larder.engine.time.ManualTime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A read without a lock believes a value only with the end of the same write. One thread stores
 * values that end at once and values that stay, in turn; another must never get one that had ended
 * before it asked: the end of the value after it would have let it through.
 */
@Timeout(600)
class EndingReadTest {
  private static final int KEY = 1;
  private static final ExpiryRule ONE_MILLI = ExpiryRule.fixed(1);

  private final ManualTime time = new ManualTime(1_000);
  private final HeapStores stores = new HeapStores(time, millis -> {});
  private final EntryStore<Integer, Integer> store = stores.open(StoreSettings.unbounded("orders"));
  private volatile int ended;
  private volatile boolean done;

  @Test
  void read_whileEndsChange_isNeverOfAnEntryThatHadEnded() throws Exception {
    assertThat(endedValuesRead(1_000_000)).isZero();
  }

  @Tag("slow")
  @Test
  void read_whileEndsChangeForLong_isNeverOfAnEntryThatHadEnded() throws Exception {
    assertThat(endedValuesRead(60_000_000)).isZero();
  }

  private long endedValuesRead(int writes) throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<Long> faults = reader.submit(this::readUntilDone);
      for (int value = 1; value < writes; value += 2) {
        store(value, ONE_MILLI);
        time.pass(1);
        ended = value;
        store(value + 1, ExpiryRule.NEVER);
      }
      done = true;
      return faults.get();
    } finally {
      reader.shutdown();
    }
  }

  private void store(int value, ExpiryRule expiry) {
    store.apply(KEY, new PlainOperation.Put<>(value, expiry)).toCompletableFuture().join();
  }

  /** Odd values end, even ones stay. */
  private long readUntilDone() {
    long faults = 0;
    while (!done) {
      int endedBefore = ended;
      Integer read = store.read(KEY, ExpiryRule.NEVER);
      if (read != null && read % 2 == 1 && read <= endedBefore) {
        faults++;
      }
    }
    return faults;
  }
}
