// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

/**
 * Counts of what happened in a queue. Nothing vanishes: {@code offered} is the sum of {@code
 * stale}, {@code refused}, {@code coalesced}, {@code written}, {@code deleted}, {@code dropped},
 * {@code discarded}, the writes that wait or fly, and the dead letters that are listed.
 *
 * @param offered offers, whatever became of them
 * @param stale offers ignored because the queue knew the same or a newer version
 * @param refused offers of new keys while the queue was full
 * @param coalesced accepted writes, tried, given up or neither, that a newer one of their key
 *     replaced before the writer took them
 * @param written values the writer took
 * @param deleted deletes the writer took
 * @param failedAttempts failures of single writes, each attempt counted
 * @param dead writes given up, those put back or dropped since included
 * @param dropped dead letters lost because their list was full
 * @param discarded dead letters thrown away on demand
 */
public record WriteBehindStatistics(
    long offered,
    long stale,
    long refused,
    long coalesced,
    long written,
    long deleted,
    long failedAttempts,
    long dead,
    long dropped,
    long discarded) {

  /** What happened between an earlier reading and this one. */
  public WriteBehindStatistics since(WriteBehindStatistics earlier) {
    return new WriteBehindStatistics(
        offered - earlier.offered,
        stale - earlier.stale,
        refused - earlier.refused,
        coalesced - earlier.coalesced,
        written - earlier.written,
        deleted - earlier.deleted,
        failedAttempts - earlier.failedAttempts,
        dead - earlier.dead,
        dropped - earlier.dropped,
        discarded - earlier.discarded);
  }
}
