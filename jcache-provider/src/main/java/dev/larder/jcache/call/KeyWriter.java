// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.HoldOperation;

/**
 * Tells the system behind the cache of one key's write, in the caller's thread, under its intent.
 */
public interface KeyWriter<K> {

  /** Writes a value, given as the store holds it. */
  void write(K key, Object kept);

  /** Deletes the key. */
  void delete(K key);

  /** What stays in the cache when a write failed and nobody knows how far it got. */
  HoldOperation.Unsure unsure();
}
