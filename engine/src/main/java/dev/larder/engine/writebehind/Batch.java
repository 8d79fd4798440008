// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import java.util.List;

/**
 * Writes of one kind for one bulk call of the writer, no key twice. Whoever takes it settles it,
 * exactly once, whatever the writer did. Its text hides the keys.
 *
 * @param kind which bulk call carries it
 * @param flights the writes, the longest due first, at least one
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record Batch<K, V>(WriteKind kind, List<Flight<K, V>> flights) {
  /** A batch with its own copy of the list. */
  public Batch {
    flights = List.copyOf(flights);
  }

  /** How many keys it carries. */
  public int size() {
    return flights.size();
  }

  @Override
  public String toString() {
    return "Batch[kind=" + kind + ", size=" + flights.size() + "]";
  }
}
