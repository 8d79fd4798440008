// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.List;

/**
 * What the statistics of a cache without a loader must show after a history. A call that gives no
 * hint whether there was an entry leaves a range.
 *
 * @param reads calls that count as hit or miss
 * @param hits those that surely hit
 * @param puts values written
 * @param removals calls that surely removed an entry
 * @param unsureHits calls that may have hit
 * @param unsureRemovals calls that may have removed an entry
 */
record Tally(
    long reads, long hits, long puts, long removals, long unsureHits, long unsureRemovals) {
  private static final int MOST_KEYS = 8;

  static Tally of(List<List<Observed>> history) {
    return history.stream()
        .flatMap(List::stream)
        .map(Tally::of)
        .reduce(new Tally(0, 0, 0, 0, 0, 0), Tally::plus);
  }

  private Tally plus(Tally other) {
    return new Tally(
        reads + other.reads,
        hits + other.hits,
        puts + other.puts,
        removals + other.removals,
        unsureHits + other.unsureHits,
        unsureRemovals + other.unsureRemovals);
  }

  private static Tally of(Observed observed) {
    int result = observed.result();
    int found = Call.of(result != Call.NONE);
    return switch (observed.call().verb()) {
      case GET, GET_ALL -> new Tally(1, found, 0, 0, 0, 0);
      case PUT, PUT_ALL -> new Tally(0, 0, 1, 0, 0, 0);
      case GET_AND_PUT, INCREMENT, INCREMENT_ALL -> new Tally(1, found, 1, 0, 0, 0);
      case PUT_IF_ABSENT -> new Tally(1, 1 - result, result, 0, 0, 0);
      case REMOVE -> new Tally(0, 0, 0, result, 0, 0);
      case REMOVE_IF -> new Tally(1, result, 0, result, 1 - result, 0);
      case GET_AND_REMOVE -> new Tally(1, found, 0, found, 0, 0);
      case REPLACE -> new Tally(1, result, result, 0, 0, 0);
      case REPLACE_IF -> new Tally(1, result, result, 0, 1 - result, 0);
      case GET_AND_REPLACE -> new Tally(1, found, found, 0, 0, 0);
      case TAKE -> {
        int taken = Call.of(result != Call.NONE && result == observed.call().first());
        yield new Tally(1, found, 0, taken, 0, 0);
      }
      case DELETE -> new Tally(1, 0, 0, 0, 1, 1);
      case REMOVE_KEYS, ITERATE_AND_REMOVE -> new Tally(0, 0, 0, 0, 0, 1);
      case REMOVE_ALL -> new Tally(0, 0, 0, 0, 0, MOST_KEYS);
      case CONTAINS, CLEAR, ITERATE, LOOK_BEHIND, UNSURE, PASS -> new Tally(0, 0, 0, 0, 0, 0);
    };
  }
}
