// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Opens the stores of one cache manager. They share one sequence: a stamp taken here is good for
 * every cache among them. Safe for any thread.
 */
public interface EntryStoreFactory extends AutoCloseable {

  /** A new and empty store. */
  <K, V> EntryStore<K, V> open(StoreSettings<K, V> settings);

  /**
   * Runs a batch, an operation per key, which may span this factory's stores. It is not atomic. The
   * answers come in the order of the calls.
   */
  CompletionStage<List<Object>> applyAll(List<KeyedOperation<?, ?, ?>> calls);

  /** A stamp: data read from now on is newer than every write numbered up to it. */
  long stamp();

  /** Closes every store that is open. */
  @Override
  void close();
}
