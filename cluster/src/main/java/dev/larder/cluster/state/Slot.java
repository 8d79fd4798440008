// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.EntryView;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.expiry.Ticket;
import dev.larder.engine.store.HeldKey;
import org.jspecify.annotations.Nullable;

/** The place of one key in a copy of a partition: its entry, and what is held on it. */
final class Slot implements EntryView<Payload> {
  final Payload key;
  @Nullable Payload value;

  /** The number of the key's last write. */
  long version;

  long endMillis = ExpiryRule.ETERNAL;
  @Nullable HeldKey<Payload, LoggedCall> held;
  @Nullable Ticket<Slot> ticket;

  Slot(Payload key, long version) {
    this.key = key;
    this.version = version;
  }

  /** When time changes something here; never if it does not. */
  long wakeMillis() {
    long end = value == null ? ExpiryRule.ETERNAL : endMillis;
    return held == null ? end : Math.min(end, held.wakeMillis());
  }

  boolean isEmpty() {
    return value == null && held == null;
  }

  @Override
  public Payload value() {
    Payload found = value;
    if (found == null) {
      throw new IllegalStateException("an entry was read from a slot that has none");
    }
    return found;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public long endMillis() {
    return endMillis;
  }
}
