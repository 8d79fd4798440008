// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.message.CallerMessage.Answer;
import dev.larder.cluster.topology.ProcessId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads whose value is taken and still has to be proven current, by asking every member: those
 * taken before a round began are answered by it; later ones wait for the next.
 */
final class Reads {

  /** So many may wait. */
  static final int MOST = 1_024;

  private List<Answer> asked = new ArrayList<>();
  private List<Answer> waiting = new ArrayList<>();
  private final Set<ProcessId> missing = new HashSet<>();
  private long round;

  boolean isFull() {
    return asked.size() + waiting.size() >= MOST;
  }

  void add(Answer answer) {
    waiting.add(answer);
  }

  /** Whether a round is under way. */
  boolean isAsking() {
    return !asked.isEmpty();
  }

  /** Whether a round is to be begun. */
  boolean wantsRound() {
    return asked.isEmpty() && !waiting.isEmpty();
  }

  /** Begins a round among these members and gives its number. */
  long begin(Set<ProcessId> members) {
    asked = waiting;
    waiting = new ArrayList<>();
    missing.clear();
    missing.addAll(members);
    return ++round;
  }

  long round() {
    return round;
  }

  /** Those who have not confirmed the round yet. */
  Set<ProcessId> missing() {
    return missing;
  }

  /** A member confirmed; the answers that are proven by it. */
  List<Answer> confirmed(ProcessId member, long confirmedRound) {
    if (confirmedRound == round) {
      missing.remove(member);
    }
    return proven();
  }

  /** The answers that are proven by now, which are handed out once. */
  List<Answer> proven() {
    if (!missing.isEmpty() || asked.isEmpty()) {
      return List.of();
    }
    List<Answer> proven = asked;
    asked = new ArrayList<>();
    return proven;
  }

  /** Who has to confirm has changed: the round under way is begun anew. */
  void restart() {
    waiting.addAll(0, asked);
    asked = new ArrayList<>();
    missing.clear();
  }
}
