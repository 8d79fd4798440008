// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.Arrays;
import java.util.Optional;

/** One way to order what was called so far. Not a record: each is equal to itself alone. */
final class Configuration {
  private final int state;
  private final long placed; // a bit for each open operation whose end is yet to come
  private final long[] used; // a bit for each operation without an answer; never changed
  private final int usedCount;
  private final Optional<Placement> path;

  /**
   * The last operation of an order and those before it.
   *
   * @param length how many there are
   */
  record Placement(int operation, int stateAfter, Optional<Placement> before, int length) {}

  private Configuration(int state, long placed, long[] used, Optional<Placement> path) {
    this.state = state;
    this.placed = placed;
    this.used = used;
    this.path = path;
    usedCount = Arrays.stream(used).mapToInt(Long::bitCount).sum();
  }

  static Configuration empty() {
    return new Configuration(Transitions.INITIAL, 0, new long[0], Optional.empty());
  }

  int state() {
    return state;
  }

  long placed() {
    return placed;
  }

  Optional<Placement> path() {
    return path;
  }

  /** How many operations without an answer are in the order. */
  int usedCount() {
    return usedCount;
  }

  int length() {
    return path.map(Placement::length).orElse(0);
  }

  boolean holds(long bit) {
    return (placed & bit) != 0;
  }

  boolean uses(int number) {
    int word = number / Long.SIZE;
    return word < used.length && (used[word] & (1L << number)) != 0;
  }

  /** Whether everything that may follow the other may follow this one: it used up nothing more. */
  boolean covers(Configuration other) {
    for (int word = 0; word < used.length; word++) {
      long theirs = word < other.used.length ? other.used[word] : 0;
      if ((used[word] & ~theirs) != 0) {
        return false;
      }
    }
    return true;
  }

  Configuration placing(int operation, long bit, int after) {
    return new Configuration(after, placed | bit, used, longer(operation, after));
  }

  Configuration using(int operation, int number, int after) {
    int word = number / Long.SIZE;
    long[] more = Arrays.copyOf(used, Math.max(used.length, word + 1));
    more[word] |= 1L << number;
    return new Configuration(after, placed, more, longer(operation, after));
  }

  /** The same once the operation of this bit has ended. */
  Configuration ended(long bit) {
    return new Configuration(state, placed & ~bit, used, path);
  }

  private Optional<Placement> longer(int operation, int after) {
    return Optional.of(new Placement(operation, after, path, length() + 1));
  }
}
