// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

/**
 * The numbers that one log entry gives to changes and holds of one key: above those of every
 * earlier entry, and dependent on nothing but the entry and the key. So a copy that has only some
 * of the keys gives them the same numbers.
 */
public final class Numbers {
  private static final int BITS = 10;

  /** How many numbers an entry has for one key. */
  private static final int COUNT = 1 << BITS;

  private static final int GENERATION_BITS = 40;

  private final long first;
  private int given;

  private Numbers(long first) {
    this.first = first;
  }

  /** The numbers of an entry. */
  static Numbers of(long sequence) {
    return new Numbers(firstOf(sequence));
  }

  /**
   * The numbers of an entry that an earlier visit of the same entry to the key cannot have given.
   */
  static Numbers secondHalfOf(long sequence) {
    Numbers numbers = of(sequence);
    numbers.given = COUNT / 2;
    return numbers;
  }

  /** The sequence before the first entry of a generation. */
  public static long startOf(int generation) {
    return (long) generation << GENERATION_BITS;
  }

  /** Below every number that this entry gives, and above all of the entries before. */
  static long firstOf(long sequence) {
    return sequence << BITS;
  }

  /** What data read from now on is newer than, when this is the last entry that was applied. */
  public static long stampAfter(long sequence) {
    return firstOf(sequence) + COUNT - 1;
  }

  long next() {
    if (given == COUNT) {
      throw new IllegalStateException("one log entry changed a key more than " + COUNT + " times");
    }
    return first + given++;
  }
}
