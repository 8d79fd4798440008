// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.time;

/**
 * Where a store asks to be woken. The shell behind it owns the thread; a test turns the hand
 * itself. Called under locks: it must neither block nor call back.
 */
@FunctionalInterface
public interface Alarm {

  /** Asks for a wake-up at this instant or soon after; earlier requests stay. */
  void wakeAt(long millis);
}
