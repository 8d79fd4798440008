// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryOperation;
import java.util.concurrent.CompletionStage;

/**
 * One call of a batch: an operation, the key it is for, and the store the key is in.
 *
 * @param store the store
 * @param key the key
 * @param operation what to do
 */
public record KeyedOperation<K, V, R>(
    EntryStore<K, V> store, K key, EntryOperation<V, R> operation) {

  CompletionStage<R> apply() {
    return store.apply(key, operation);
  }
}
