// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.time.Alarm;
import dev.larder.engine.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The stores of one cache manager on this heap. Starts no thread: it asks to be woken. */
public final class HeapStores implements EntryStoreFactory {
  private final TimeSource time;
  private final Alarm alarm;
  private final AtomicLong sequence = new AtomicLong(1);
  private final AtomicLong holdIds = new AtomicLong();
  private final List<HeapEntryStore<?, ?>> stores = new CopyOnWriteArrayList<>();

  /**
   * Without any store yet.
   *
   * @param time the clock of all stores
   * @param alarm hears when {@link #onAlarm} is wanted
   */
  public HeapStores(TimeSource time, Alarm alarm) {
    this.time = time;
    this.alarm = alarm;
  }

  @Override
  public <K, V> EntryStore<K, V> open(StoreSettings<K, V> settings) {
    HeapEntryStore<K, V> store = new HeapEntryStore<>(settings, this);
    stores.add(store);
    return store;
  }

  @Override
  public CompletionStage<List<Object>> applyAll(List<KeyedOperation<?, ?, ?>> calls) {
    List<CompletableFuture<?>> answers = new ArrayList<>(calls.size());
    for (KeyedOperation<?, ?, ?> call : calls) {
      answers.add(applied(call));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              List<Object> results = new ArrayList<>(answers.size());
              answers.forEach(answer -> results.add(answer.join()));
              return results;
            });
  }

  /** The answer to one call; one that fails at once leaves the batch's others to be made. */
  private static <K, V, R> CompletableFuture<R> applied(KeyedOperation<K, V, R> call) {
    try {
      return call.apply().toCompletableFuture();
    } catch (RuntimeException e) { // a closed store's, or of a key's own code
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public long stamp() {
    return sequence.get();
  }

  /** Ends entries and holds whose instant has come. Called by whoever stands behind the alarm. */
  public void onAlarm() {
    stores.forEach(HeapEntryStore::onAlarm);
  }

  @Override
  public void close() {
    stores.forEach(HeapEntryStore::close);
  }

  TimeSource time() {
    return time;
  }

  Alarm alarm() {
    return alarm;
  }

  long nextVersion() {
    return sequence.incrementAndGet();
  }

  long nextHoldId() {
    return holdIds.incrementAndGet();
  }

  void forget(HeapEntryStore<?, ?> store) {
    stores.remove(store);
  }
}
