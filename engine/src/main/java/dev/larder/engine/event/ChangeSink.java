// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.event;

/**
 * Takes the changes of a store, those of one key in their order. Called while the key is locked: it
 * keeps the change somewhere and returns, and neither blocks, throws nor calls back.
 */
@FunctionalInterface
public interface ChangeSink<K, V> {

  /** Takes one change. */
  void onChange(Change<K, V> change);
}
