// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A key that is neither idle nor dead: its newest waiting write, its flight, and when it is due.
 * Its place in a {@link WaitingLine} depends on kind, due time and sequence: it must be out of the
 * line while one of them changes.
 */
final class KeySlot<K, V> {

  /** A write that waits, and how often it was tried. */
  private record Waiting<V>(PendingWrite<V> write, long version, int attempts) {}

  private final K key;
  private @Nullable Waiting<V> waiting;
  private @Nullable Flight<K, V> flight;
  private boolean backingOff;
  private int failuresInARow; // of the key, whichever its writes: the back-off grows with it
  private long dueMillis;
  private long sequence;

  KeySlot(K key) {
    this.key = key;
  }

  K key() {
    return key;
  }

  KeyState state() {
    if (flight == null) {
      return backingOff ? KeyState.BACKING_OFF : KeyState.PENDING;
    }
    return waiting == null ? KeyState.FLYING : KeyState.FLYING_AND_PENDING;
  }

  boolean flying() {
    return flight != null;
  }

  boolean hasWaiting() {
    return waiting != null;
  }

  boolean backingOff() {
    return backingOff;
  }

  int failuresInARow() {
    return failuresInARow;
  }

  long dueMillis() {
    return dueMillis;
  }

  long sequence() {
    return sequence;
  }

  /** The kind of the waiting write. */
  WriteKind kind() {
    return requireNonNull(waiting, "no write waits").write().kind();
  }

  long newestVersion() {
    return waiting == null ? requireNonNull(flight, "no write").version() : waiting.version();
  }

  PendingWrite<V> newestWrite() {
    return waiting == null ? requireNonNull(flight, "no write").write() : waiting.write();
  }

  /** Lets a newer write wait, instead of the one that waits; its attempts start from none. */
  void await(PendingWrite<V> write, long version) {
    waiting = new Waiting<>(write, version, 0);
  }

  void dueAt(long millis, long newSequence) {
    dueMillis = millis;
    sequence = newSequence;
  }

  Flight<K, V> takeOff() {
    Waiting<V> taken = requireNonNull(waiting, "no write waits");
    Flight<K, V> started = new Flight<>(key, taken.write(), taken.version(), taken.attempts() + 1);
    flight = started;
    waiting = null;
    backingOff = false;
    return started;
  }

  void landed() {
    flight = null;
    failuresInARow = 0;
  }

  /** Ends the flight; the same write waits again unless a newer one does. */
  void crashed() {
    Flight<K, V> failed = requireNonNull(flight, "no flight");
    flight = null;
    failuresInARow++;
    backingOff = true;
    if (waiting == null) {
      waiting = new Waiting<>(failed.write(), failed.version(), failed.attempt());
    }
  }
}
