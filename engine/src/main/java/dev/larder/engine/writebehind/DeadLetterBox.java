// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The writes given up, oldest first, at most so many: each newcomer beyond drops the oldest. */
final class DeadLetterBox<K, V> {

  /** A dead letter with the write it would take to try again. */
  record Dead<K, V>(DeadLetter<K> letter, PendingWrite<V> write) {}

  private final int capacity;
  private final Map<K, Dead<K, V>> byKey = new LinkedHashMap<>();

  DeadLetterBox(int capacity) {
    this.capacity = capacity;
  }

  /** Adds the last flight of a key that has no letter here; says how many letters were dropped. */
  int add(Flight<K, V> last, String cause, long nowMillis) {
    DeadLetter<K> letter =
        new DeadLetter<>(
            last.key(), last.write().kind(), last.version(), last.attempt(), cause, nowMillis);
    byKey.put(last.key(), new Dead<>(letter, last.write()));
    return byKey.size() > capacity && takeOldest().isPresent() ? 1 : 0;
  }

  Optional<Dead<K, V>> find(K key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Takes the letter of a key out, if there is one. */
  Optional<Dead<K, V>> take(K key) {
    return Optional.ofNullable(byKey.remove(key));
  }

  /** Takes the oldest letter out, if there is one. */
  Optional<Dead<K, V>> takeOldest() {
    Iterator<Dead<K, V>> oldestFirst = byKey.values().iterator();
    if (!oldestFirst.hasNext()) {
      return Optional.empty();
    }
    Dead<K, V> oldest = oldestFirst.next();
    oldestFirst.remove();
    return Optional.of(oldest);
  }

  /** Empties the box; says how many letters it held. */
  int clear() {
    int held = byKey.size();
    byKey.clear();
    return held;
  }

  int size() {
    return byKey.size();
  }

  List<DeadLetter<K>> letters() {
    return byKey.values().stream().map(Dead::letter).toList();
  }
}
