// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

/**
 * What a number among the options may be. Apart from them, so that none needs another's defaults.
 */
final class Range {
  /**
   * A day: a longer wait is a mistake in the unit; it also keeps sums of instants from overflow.
   */
  static final long MAX_MILLIS = 86_400_000;

  private Range() {}

  static void check(String name, long found, long least, long most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "write-behind: " + name + " is " + found + "; use " + least + " to " + most);
    }
  }
}
