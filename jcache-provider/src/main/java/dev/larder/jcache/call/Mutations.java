// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;

/**
 * How the mutations of one cache reach its store: in one step, or under the key's turn because user
 * code takes part.
 */
public interface Mutations<K> {

  /** Runs one operation on a key. */
  Outcome<Object> apply(String operation, K key, PlainOperation<Object> asked);

  /** Runs what is decided by the entry as it is. */
  Outcome<Object> decide(String operation, K key, Decision decision);
}
