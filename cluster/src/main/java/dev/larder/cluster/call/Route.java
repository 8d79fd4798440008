// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.call;

import dev.larder.cluster.message.Ask;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.ProcessId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One caller's way to one partition, and what it waits for there. */
final class Route {

  /** So many attempts in vain are made with one owner before another node is asked about it. */
  private static final int PATIENCE = 2;

  private final int partition;
  private final ProcessId self;
  private final List<ProcessId> contacts;
  private final SortedMap<Long, Pending> pending = new TreeMap<>();
  private long lastNumber;
  private @Nullable Assignment assignment;
  private int nextContact;
  private boolean ownerIsSilent;

  // The partition's time as it was heard last; known together with a generation.
  private boolean timeKnown;
  private long timeMillis;
  private long heardAtMillis;

  Route(int partition, ProcessId self, List<ProcessId> contacts) {
    this.partition = partition;
    this.self = self;
    this.contacts = contacts;
  }

  int partition() {
    return partition;
  }

  ProcessId self() {
    return self;
  }

  Pending open(long call, Function<Ask, Command.Asked> command, long deadlineMillis) {
    Pending opened = new Pending(call, ++lastNumber, command, deadlineMillis);
    pending.put(opened.number, opened);
    return opened;
  }

  /** A copy of what is waited for, in the order of the requests. */
  List<Pending> pending() {
    return List.copyOf(pending.values());
  }

  @Nullable Pending find(long number) {
    return pending.get(number);
  }

  @Nullable Pending close(long number) {
    ownerIsSilent = false;
    return pending.remove(number);
  }

  /** Below this every request was answered or given up. */
  long answeredBelow() {
    return pending.isEmpty() ? lastNumber + 1 : pending.firstKey();
  }

  /** Takes over an assignment if it is newer. */
  boolean learn(Assignment told) {
    Assignment known = assignment;
    if (known != null && told.epoch() <= known.epoch()) {
      return false;
    }
    if (known == null || known.generation() != told.generation()) {
      timeKnown = false;
    }
    assignment = told;
    ownerIsSilent = false;
    return true;
  }

  void hearTime(long heardMillis, long nowMillis) {
    if (assignment != null) {
      timeKnown = true;
      timeMillis = heardMillis;
      heardAtMillis = nowMillis;
    }
  }

  boolean knowsTime() {
    return timeKnown;
  }

  int generation() {
    return assignment == null ? 0 : assignment.generation();
  }

  long timeMillis(long nowMillis) {
    return timeMillis + nowMillis - heardAtMillis;
  }

  /** An attempt was in vain. */
  void suspectOwner(Pending tried) {
    ownerIsSilent = tried.attempts >= PATIENCE && !ownerIsSilent;
  }

  /** Whom to ask: the owner, or another node if it is unknown or silent. */
  ProcessId target() {
    Assignment known = assignment;
    if (known != null && !ownerIsSilent) {
      return known.owner();
    }
    nextContact = (nextContact + 1) % contacts.size();
    return contacts.get(nextContact);
  }
}
