// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.ProcessId;
import java.util.List;

/** What is said to a node about one of its partitions, by other nodes and by callers. */
public sealed interface PartitionMessage extends Message {

  /** The partition that it is about. */
  int partition();

  /** Hands it to the method made for it. */
  void deliverTo(Handler handler, ProcessId from);

  /** Takes these messages; one method for each. */
  interface Handler {
    /** Takes it. */
    void onCall(Call call, ProcessId from);

    /** Takes it. */
    void onReplicate(Replicate replicate, ProcessId from);

    /** Takes it. */
    void onAcknowledge(Acknowledge acknowledge, ProcessId from);

    /** Takes it. */
    void onConfirm(Confirm confirm, ProcessId from);

    /** Takes it. */
    void onConfirmed(Confirmed confirmed, ProcessId from);

    /** Takes it. */
    void onNewEpoch(NewEpoch newEpoch, ProcessId from);

    /** Takes it. */
    void onPosition(Position position, ProcessId from);

    /** Takes it. */
    void onSync(Sync sync, ProcessId from);

    /** Takes it. */
    void onStale(Stale stale, ProcessId from);

    /** Takes it. */
    void onRelease(Release release, ProcessId from);

    /** Takes it. */
    void onOffer(Offer offer, ProcessId from);

    /** Takes it. */
    void onPull(Pull pull, ProcessId from);

    /** Takes it. */
    void onPiece(Piece piece, ProcessId from);
  }

  /** A caller asks for something. */
  record Call(int partition, Command.Asked command) implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onCall(this, from);
    }
  }

  /**
   * The owner's log goes on. Without entries it only tells how far everybody has come.
   *
   * @param previousSequence of the entry before the first one here
   * @param previousEpoch of that entry
   * @param commit what every member in sync has
   * @param timeMillis the partition's time
   */
  record Replicate(
      int partition,
      Assignment assignment,
      long previousSequence,
      long previousEpoch,
      List<LogEntry> entries,
      long commit,
      long timeMillis)
      implements PartitionMessage {
    /** Keeps a copy of the list. */
    public Replicate {
      entries = List.copyOf(entries);
    }

    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onReplicate(this, from);
    }
  }

  /** The sender has the owner's log up to here. */
  record Acknowledge(int partition, long epoch, long end) implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onAcknowledge(this, from);
    }
  }

  /** Is the sender still the owner, as far as the receiver knows? */
  record Confirm(int partition, long epoch, long round, long timeMillis)
      implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onConfirm(this, from);
    }
  }

  /** It is. */
  record Confirmed(int partition, long epoch, long round) implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onConfirmed(this, from);
    }
  }

  /** The sender takes over and wants to know how far the receiver's log goes. */
  record NewEpoch(int partition, Assignment assignment) implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onNewEpoch(this, from);
    }
  }

  /** From this sequence on, up to that of the next one, entries were appended in this epoch. */
  record Stretch(long fromSequence, long epoch) {}

  /**
   * How far the sender's log goes; no promise to another owner is open any more.
   *
   * @param base the sequence before the first entry that it still has
   * @param stretches which epochs its entries are of
   */
  record Position(
      int partition, long epoch, long base, long end, long commit, List<Stretch> stretches)
      implements PartitionMessage {
    /** Keeps a copy of the list. */
    public Position {
      stretches = List.copyOf(stretches);
    }

    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onPosition(this, from);
    }
  }

  /** The new owner's log from where the two agree: what the receiver has beyond that is void. */
  record Sync(
      int partition,
      Assignment assignment,
      long truncateTo,
      List<LogEntry> entries,
      long timeMillis)
      implements PartitionMessage {
    /** Keeps a copy of the list. */
    public Sync {
      entries = List.copyOf(entries);
    }

    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onSync(this, from);
    }
  }

  /** What the receiver said belongs to an older epoch. */
  record Stale(int partition, Assignment assignment) implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onStale(this, from);
    }
  }

  /** The owner never serves this epoch again: what was promised to it is void. */
  record Release(int partition, long epoch, long timeMillis) implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onRelease(this, from);
    }
  }

  /** The receiver is to have a copy, and may begin to fetch it. */
  record Offer(int partition, Assignment assignment) implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onOffer(this, from);
    }
  }

  /**
   * Asks for the next piece of a copy.
   *
   * @param applied up to here the sender has applied the log to what it has; 0 before the first
   *     piece
   * @param nextRange the first range of the hash that it does not have yet
   */
  record Pull(int partition, long epoch, long applied, int nextRange) implements PartitionMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onPull(this, from);
    }
  }

  /**
   * One piece, and the log between what the receiver has applied and the piece's own state: once it
   * has applied that, all that it has is of the same instant.
   *
   * @param asOf the sequence that the piece is of
   * @param asOfEpoch the epoch of that entry
   */
  record Piece(
      int partition, long epoch, long asOf, long asOfEpoch, List<LogEntry> entries, CopyPiece piece)
      implements PartitionMessage {
    /** Keeps a copy of the list. */
    public Piece {
      entries = List.copyOf(entries);
    }

    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onPiece(this, from);
    }
  }
}
