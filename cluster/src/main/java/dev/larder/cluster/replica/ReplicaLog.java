// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.message.LogEntry;
import dev.larder.cluster.message.PartitionMessage.Stretch;
import java.util.ArrayList;
import java.util.List;

/** The newest part of a partition's log, as one copy has it. */
final class ReplicaLog {
  private final List<LogEntry> entries = new ArrayList<>();
  private long base;
  private long baseEpoch;

  /** Empty, behind this entry. */
  ReplicaLog(long base, long baseEpoch) {
    this.base = base;
    this.baseEpoch = baseEpoch;
  }

  /** The sequence before the first entry. */
  long base() {
    return base;
  }

  /** The sequence of the last entry. */
  long end() {
    return base + entries.size();
  }

  /** The entry at a sequence above {@link #base} and up to {@link #end}. */
  LogEntry at(long sequence) {
    return entries.get((int) (sequence - base - 1));
  }

  /** The epoch in which the entry at a sequence was appended; that of the base is known too. */
  long epochAt(long sequence) {
    return sequence == base ? baseEpoch : at(sequence).epoch();
  }

  void append(LogEntry entry) {
    if (entry.sequence() != end() + 1) {
      throw new IllegalStateException(
          "log entry " + entry.sequence() + " does not follow " + end());
    }
    entries.add(entry);
  }

  /** Takes back everything above a sequence. */
  void truncateTo(long sequence) {
    entries.subList((int) (sequence - base), entries.size()).clear();
  }

  /** Forgets everything up to a sequence. */
  void trimTo(long sequence) {
    if (sequence > base) {
      baseEpoch = epochAt(sequence);
      entries.subList(0, (int) (sequence - base)).clear();
      base = sequence;
    }
  }

  /** The entries from a sequence on, {@code limit} at most. */
  List<LogEntry> from(long sequence, int limit) {
    int first = (int) (sequence - base - 1);
    return List.copyOf(
        entries.subList(first, (int) Math.min(entries.size(), first + (long) limit)));
  }

  /** Which epochs the entries are of; the first stretch is that of the base. */
  List<Stretch> stretches() {
    List<Stretch> stretches = new ArrayList<>();
    stretches.add(new Stretch(base, baseEpoch));
    long epoch = baseEpoch;
    for (LogEntry entry : entries) {
      if (entry.epoch() != epoch) {
        epoch = entry.epoch();
        stretches.add(new Stretch(entry.sequence(), epoch));
      }
    }
    return stretches;
  }

  /** The last sequence up to which this log and one so described are the same. */
  long agreesUpTo(long otherEnd, List<Stretch> stretches) {
    long sequence = Math.min(end(), otherEnd);
    int index = stretches.size() - 1;
    while (sequence >= base) {
      while (index > 0 && stretches.get(index).fromSequence() > sequence) {
        index--;
      }
      Stretch stretch = stretches.get(index);
      if (stretch.fromSequence() <= sequence && stretch.epoch() == epochAt(sequence)) {
        return sequence;
      }
      sequence--;
    }
    return base - 1;
  }
}
