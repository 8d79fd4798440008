// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/** Which queue of a key an operation has to stand in. */
public enum Waits {
  /** None: it runs now. */
  NOT,
  /** Until the turn or the write intent on the key has ended. */
  FOR_TURN,
  /** Until the load under the key's fill lease has ended. */
  FOR_FILL
}
