// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import dev.larder.engine.entry.HoldsImage.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shared intents that are open on one key, and what may become of the entry they hide. Part of
 * {@link KeyHolds}.
 *
 * <pre>
 *  NONE ──open──▶ ALONE ──open, contest──▶ CONTESTED
 *                 ALONE ──close──▶ NONE        its caller publishes or restores
 *                                  CONTESTED ──close of the last──▶ NONE    the key is left absent
 * </pre>
 */
final class SharedIntents<V> {

  private final List<Open> open = new ArrayList<>(1);

  /** What was there when the first one opened; nobody sees it meanwhile. */
  private @Nullable StoredEntry<V> hidden;

  /** When the key had been left absent for the last time as the first one opened. */
  private long droppedAt;

  /** Whether the first one is not, or no longer, alone with the key. */
  private boolean contested;

  HoldsImage.Shared<V> image() {
    return new HoldsImage.Shared<>(open, Optional.ofNullable(hidden), droppedAt, contested);
  }

  void become(HoldsImage.Shared<V> image) {
    open.addAll(image.open());
    hidden = image.hidden().orElse(null);
    droppedAt = image.droppedAt();
    contested = image.contested();
  }

  boolean isOpen() {
    return !open.isEmpty();
  }

  /** The first intent, which hides an entry of a key that was last left absent at a number. */
  void openFirst(long id, long deadlineMillis, @Nullable StoredEntry<V> entry, long keyDroppedAt) {
    contested = false;
    hidden = entry;
    droppedAt = keyDroppedAt;
    open.add(new Open(id, deadlineMillis));
  }

  /** One more. */
  void openAnother(long id, long deadlineMillis) {
    contest();
    open.add(new Open(id, deadlineMillis));
  }

  /** Something else touched the key: what was hidden never comes back. */
  void contest() {
    contested = isOpen();
    hidden = null;
  }

  /** Whether the one that is open was alone all along. */
  boolean isContested() {
    return contested;
  }

  @Nullable StoredEntry<V> hidden() {
    return hidden;
  }

  /**
   * The number of the last write before the first intent that left the key absent, or a greater
   * one. While it is alone there is none since then.
   */
  long droppedAt() {
    return droppedAt;
  }

  /** Ends an intent; {@code false} if it is not open. */
  boolean close(long id) {
    return open.removeIf(intent -> intent.id() == id);
  }

  /** The intents that have outlived their limit, which are closed by that. */
  List<Long> closeOverdue(long nowMillis) {
    List<Long> overdue = new ArrayList<>(0);
    for (Open intent : open) {
      if (intent.deadlineMillis() <= nowMillis) {
        overdue.add(intent.id());
      }
    }
    open.removeIf(intent -> intent.deadlineMillis() <= nowMillis);
    return overdue;
  }

  long nextDeadlineMillis() {
    long next = Long.MAX_VALUE;
    for (Open intent : open) {
      next = Math.min(next, intent.deadlineMillis());
    }
    return next;
  }
}
