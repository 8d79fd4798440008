// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/**
 * A copy of an entry, taken at one instant.
 *
 * @param value the value, in the form the store holds
 * @param version the number of the write that made it
 * @param endMillis the first millisecond at which it is gone
 */
public record StoredEntry<V>(V value, long version, long endMillis) implements EntryView<V> {

  /** A copy of what the view shows now. */
  public static <V> StoredEntry<V> of(EntryView<V> view) {
    return new StoredEntry<>(view.value(), view.version(), view.endMillis());
  }
}
