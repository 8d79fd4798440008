// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.time.TimeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A walk over the cells of a {@link HeapEntryStore}. */
final class HeapCursor<K, V> implements EntryCursor<K, V> {
  private final Iterator<Cell<K, V>> cells;
  private final TimeSource time;

  HeapCursor(Iterator<Cell<K, V>> cells, TimeSource time) {
    this.cells = cells;
    this.time = time;
  }

  @Override
  public CompletionStage<List<Met<K, V>>> next(int limit) {
    List<Met<K, V>> met = new ArrayList<>(Math.min(limit, 64));
    while (met.size() < limit && cells.hasNext()) {
      Cell<K, V> cell = cells.next();
      synchronized (cell) {
        V value = cell.valueOrNull();
        if (value != null && cell.endMillis() > time.millis()) {
          met.add(new Met<>(cell.key, new StoredEntry<>(value, cell.version, cell.endMillis())));
        }
      }
    }
    return CompletableFuture.completedFuture(met);
  }
}
