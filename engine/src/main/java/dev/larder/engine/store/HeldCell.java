// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.entry.KeyHolds;
import dev.larder.engine.expiry.Ticket;
import org.jspecify.annotations.Nullable;

/** What is held on the key of a cell; guarded by the cell's monitor. */
final class HeldCell<K, V> extends HeldKey<V, PendingCall<V, ?>> {

  /** The wake-up that is set for the holds, or for an earlier instant. */
  @Nullable Ticket<Cell<K, V>> ticket;

  HeldCell(HoldLimits limits) {
    super(new KeyHolds<>(limits));
  }
}
