// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import dev.larder.cluster.message.CopyPiece.HeldImage;
import dev.larder.cluster.message.CopyPiece.SlotImage;
import dev.larder.cluster.message.CopyPiece.Waiting;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.EntryView;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.entry.KeyHolds;
import dev.larder.engine.entry.Waits;
import dev.larder.engine.expiry.Ticket;
import dev.larder.engine.store.HeldKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

  /** The slot that an image shows. */
  static Slot of(SlotImage image, HoldLimits limits) {
    Slot slot = new Slot(image.key(), image.version());
    slot.value = image.value().orElse(null);
    slot.endMillis = image.endMillis();
    if (image.held().isPresent()) {
      HeldImage held = image.held().orElseThrow();
      slot.held = new HeldKey<>(new KeyHolds<>(limits, held.holds()));
      held.turnQueue().forEach(call -> slot.enqueue(call, Waits.FOR_TURN));
      held.fillQueue().forEach(call -> slot.enqueue(call, Waits.FOR_FILL));
    }
    return slot;
  }

  private void enqueue(Waiting call, Waits waits) {
    if (held != null) {
      held.enqueue(new LoggedCall(call.request(), call.operation()), waits);
    }
  }

  SlotImage image(long cache) {
    HeldKey<Payload, LoggedCall> holder = held;
    Optional<HeldImage> heldImage =
        holder == null
            ? Optional.empty()
            : Optional.of(
                new HeldImage(
                    holder.holds.image(), images(holder.turnQueue), images(holder.fillQueue)));
    return new SlotImage(cache, key, Optional.ofNullable(value), version, endMillis, heldImage);
  }

  private static List<Waiting> images(Collection<LoggedCall> queue) {
    return queue.stream().map(call -> new Waiting(call.request(), call.operation())).toList();
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
