// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.message.CopyPiece;
import dev.larder.cluster.message.LogEntry;
import dev.larder.cluster.message.PartitionMessage.Piece;
import dev.larder.cluster.message.PartitionMessage.Position;
import dev.larder.cluster.message.PartitionMessage.Pull;
import dev.larder.cluster.state.Applied;
import dev.larder.cluster.state.Numbers;
import dev.larder.cluster.state.PartitionState;
import dev.larder.engine.entry.HoldLimits;
import java.util.List;
import java.util.Optional;

/** The data of a copy: a log, what of it is committed, and the state it comes to so far. */
final class Copy {

  /** So many committed entries are kept, for members that have to be brought up to date. */
  static final int TAIL = 1_024;

  /** So many keys, about, go into a piece. */
  private static final int FEW_KEYS = 1_024;

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

  /** Up to where another member's log is the same: at least to where that is committed. */
  long agreesUpTo(Position position) {
    long agreed = log.agreesUpTo(position.end(), position.stretches());
    if (agreed < Math.max(position.commit(), log.base())) {
      throw new IllegalStateException(
          "partition "
              + position.partition()
              + ": a member is committed up to "
              + position.commit()
              + ", but the logs agree up to "
              + agreed
              + " only");
    }
    return agreed;
  }

  /**
   * The next piece for a learner; empty if the log does not reach back to where it stands, so that
   * it has to begin anew.
   */
  Optional<Piece> pieceFor(Pull pull) {
    long applied = state.applied();
    boolean first = pull.applied() == 0;
    if (!first && pull.applied() < log.base()) {
      return Optional.empty();
    }
    List<LogEntry> between =
        first || pull.applied() >= applied
            ? List.of()
            : log.from(pull.applied() + 1, (int) (applied - pull.applied()));
    return Optional.of(
        new Piece(
            pull.partition(),
            pull.epoch(),
            applied,
            log.epochAt(applied),
            between,
            first ? state.head() : pieceFrom(pull.nextRange())));
  }

  private CopyPiece pieceFrom(int range) {
    return range < PartitionState.rangeCount()
        ? state.keys(range, FEW_KEYS)
        : new CopyPiece.Callers(state.callers());
  }
}
