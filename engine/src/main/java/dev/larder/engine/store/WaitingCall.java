// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryOperation;

/** A call that waits for a hold on its key to end. */
public interface WaitingCall<V> {

  /** What it will do then. */
  EntryOperation<V, ?> operation();
}
