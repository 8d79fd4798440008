// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

/**
 * A partition's time in milliseconds, as one copy knows it: goes on with the node's own clock, and
 * is never behind any time that was heard. So a new owner, having waited out what was promised to
 * the old one, is later than any instant at which that one served.
 */
final class PartitionClock {
  private long timeMillis;
  private long readAtMillis;

  /**
   * Starts where the copy does: with a generation, or with what another node has. Never with a time
   * of the node's own, which may be far ahead.
   */
  PartitionClock(long startMillis, long nowMillis) {
    timeMillis = startMillis;
    readAtMillis = nowMillis;
  }

  /** The partition's time now. */
  long at(long nowMillis) {
    if (nowMillis > readAtMillis) {
      timeMillis += nowMillis - readAtMillis;
      readAtMillis = nowMillis;
    }
    return timeMillis;
  }

  /** The partition's time was heard of. */
  void hear(long heardMillis, long nowMillis) {
    timeMillis = Math.max(at(nowMillis), heardMillis);
  }
}
