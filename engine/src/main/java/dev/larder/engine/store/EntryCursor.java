// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.StoredEntry;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A walk over the entries of a store in bounded chunks. */
public interface EntryCursor<K, V> {

  /** One entry that was met, as it was then. */
  record Met<K, V>(K key, StoredEntry<V> entry) {}

  /** The next entries, {@code limit} at most; an empty list is the end. */
  CompletionStage<List<Met<K, V>>> next(int limit);
}
