// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.history.EntryAnswer;
import dev.larder.cluster.history.EntryModel;
import dev.larder.cluster.history.LinearizabilityChecker;
import dev.larder.cluster.history.Operation;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What every caller asked and heard, key by key. Its times are the numbers of what was noted. */
final class RecordedHistory {
  private static final ProcessId LOSS = new ProcessId("loss", new UUID(0, 0));

  private final List<Call> calls = new ArrayList<>();
  private long notes;
  private int answered;

  /** One call, and its answer when there is one. */
  private static final class Call {
    final String key;
    final ProcessId caller;
    final PlainOperation<Payload> operation;
    final long start;
    EntryAnswer answer;
    long end;

    Call(String key, ProcessId caller, PlainOperation<Payload> operation, long start) {
      this.key = key;
      this.caller = caller;
      this.operation = operation;
      this.start = start;
    }

    boolean isRead() {
      return operation instanceof PlainOperation.Get || operation instanceof PlainOperation.Peek;
    }

    Operation<PlainOperation<Payload>, EntryAnswer> seen() {
      return answer == null
          ? Operation.unknown(caller.name(), operation, start)
          : Operation.answered(caller.name(), operation, start, answer, end);
    }
  }

  /** A call begins; what comes back names it. */
  int begin(String key, ProcessId caller, PlainOperation<Payload> operation) {
    calls.add(new Call(key, caller, operation, notes++));
    return calls.size() - 1;
  }

  void end(int place, Outcome<Payload> outcome) {
    Call call = calls.get(place);
    call.answer = EntryAnswer.of(outcome);
    call.end = notes++;
    answered++;
  }

  /** The partition of a key was lost: from now on, at any time, it may be found absent. */
  void lose(String key) {
    int unused = begin(key, LOSS, new PlainOperation.Remove<>());
  }

  int asked() {
    return calls.size();
  }

  int answered() {
    return answered;
  }

  /** Fails unless every key's history can be put into one order. */
  void requireLinearizable() {
    Map<String, List<Operation<PlainOperation<Payload>, EntryAnswer>>> byKey = new TreeMap<>();
    for (Call call : calls) {
      if (call.answer != null || !call.isRead()) {
        byKey.computeIfAbsent(call.key, key -> new ArrayList<>()).add(call.seen());
      }
    }
    new LinearizabilityChecker<Optional<Payload>, PlainOperation<Payload>, EntryAnswer>(
            new EntryModel())
        .requireLinearizable(byKey);
  }
}
