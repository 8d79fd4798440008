// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.message.CopyPiece;
import dev.larder.cluster.message.LogEntry;
import dev.larder.cluster.state.Applied;
import dev.larder.cluster.state.Numbers;
import dev.larder.cluster.state.PartitionState;
import dev.larder.engine.entry.HoldLimits;
import java.util.List;

/** The data of a copy: a log, what of it is committed, and the state it comes to so far. */
final class Copy {

  /** So many committed entries are kept, for members that have to be brought up to date. */
  static final int TAIL = 1_024;

  final int generation;
  final ReplicaLog log;
  final PartitionState state;
  private long commit;

  /** The empty copy with which a generation begins. */
  Copy(int generation, HoldLimits limits) {
    this.generation = generation;
    this.commit = Numbers.startOf(generation);
    this.log = new ReplicaLog(commit, 0);
    this.state = new PartitionState(generation, limits);
  }

  /** The beginning of a copy of what another node has, as of a committed entry. */
  Copy(CopyPiece.Head head, long asOf, long asOfEpoch, HoldLimits limits) {
    this.generation = head.generation();
    this.commit = asOf;
    this.log = new ReplicaLog(asOf, asOfEpoch);
    this.state = new PartitionState(head, asOf, limits);
  }

  /** What every member in sync has, as far as this copy knows. */
  long commit() {
    return commit;
  }

  /** Takes over entries that follow the log; those that are there already are the same. */
  void append(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      if (entry.sequence() > log.end()) {
        log.append(entry);
      }
    }
  }

  /** Applies what is committed by now. */
  void commitTo(long sequence, Applied hearer) {
    commit = Math.max(commit, Math.min(sequence, log.end()));
    while (state.applied() < commit) {
      state.apply(log.at(state.applied() + 1), hearer);
    }
    log.trimTo(commit - TAIL);
  }

  /** Voids what an earlier owner appended and nobody committed. */
  void truncateTo(long sequence) {
    if (sequence < commit) {
      throw new IllegalStateException(
          "the log was to be cut at " + sequence + ", but is committed up to " + commit);
    }
    log.truncateTo(sequence);
  }
}
