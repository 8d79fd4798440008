// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import java.util.Arrays;
import java.util.List;

/**
 * What keys that left a copy leave behind: for each of {@link #COUNT} ranges of the hash the number
 * of the last write of any key of it that is not here. So memory is bounded, a fill of data read
 * before is refused, and no version is given twice.
 */
final class Floors {
  /** How many ranges there are. */
  static final int COUNT = 256;

  private static final int SHIFT = 24; // of the hash: its highest eight bits choose the range

  private final long[] floors = new long[COUNT];

  /** All at a number. */
  Floors(long floor) {
    Arrays.fill(floors, floor);
  }

  /** The range of a hash. */
  static int rangeOf(int hash) {
    return hash >>> SHIFT;
  }

  long of(int hash) {
    return floors[rangeOf(hash)];
  }

  void raise(int hash, long version) {
    int range = rangeOf(hash);
    floors[range] = Math.max(floors[range], version);
  }

  List<Long> images(int fromRange, int toRange) {
    return Arrays.stream(floors, fromRange, toRange).boxed().toList();
  }

  void install(int fromRange, List<Long> images) {
    for (int range = 0; range < images.size(); range++) {
      floors[fromRange + range] = images.get(range);
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(floors);
  }
}
