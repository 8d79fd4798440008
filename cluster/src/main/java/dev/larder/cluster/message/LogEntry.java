// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

/**
 * One place in a partition's log. The pair of sequence and epoch names it: two copies that have an
 * entry with the same pair have the same log up to there.
 *
 * @param sequence contiguous within a generation of the partition
 * @param epoch in which an owner appended it
 * @param timeMillis the partition's time then; never less than that of the entry before
 */
public record LogEntry(long sequence, long epoch, long timeMillis, Command command) {}
