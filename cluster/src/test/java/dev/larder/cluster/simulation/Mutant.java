// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.util.List;

/**
 * One rule of the protocol, broken on purpose in its source: what the simulator has to notice.
 *
 * @param name for the command line
 * @param rule what is broken, in a reader's words
 * @param edits what is written instead
 */
record Mutant(String name, String rule, List<Edit> edits) {

  /**
   * A change of a source file.
   *
   * @param file below {@code dev/larder/cluster}, without ending
   * @param from what stands there exactly once
   * @param to what is to stand there
   */
  record Edit(String file, String from, String to) {}

  private static Mutant of(String name, String rule, String file, String from, String to) {
    return new Mutant(name, rule, List.of(new Edit(file, from, to)));
  }

  /** All of them. */
  static List<Mutant> all() {
    return List.of(
        of(
            "read-without-proof",
            "a read is answered only when no other owner can have been acknowledged",
            "replica/Reign",
            "if (isLeaseValid()) {",
            "if (isLeaseValid() || copy != null) {"),
        of(
            "lease-without-end",
            "a lease ends",
            "replica/Reign",
            "long oldest = replica.nowMillis() - replica.timing().leaseMillis();",
            "long oldest = Peer.NEVER;"),
        of(
            "promise-not-waited-out",
            "a member acknowledges no new owner while it has promised the old one",
            "replica/Promises",
            "return promises.keySet().stream().anyMatch(other -> !other.equals(owner));",
            "return false;"),
        of(
            "acknowledged-too-early",
            "a write is answered only when every member has it",
            "replica/Reign",
            "commit = peer.counted ? Math.min(commit, peer.acked) : commit;",
            "commit = Math.max(commit, peer.acked);"),
        of(
            "new-copy-not-counted",
            "a new copy is in the commit set and in the lease set before it may be in sync",
            "replica/Reign",
            "      peer.counted = true; // from now on, whatever becomes of the move until that is known\n"
                + "      reads.restart();\n"
                + "    }\n"
                + "    if (peer.counted && peer.acked >= copy.commit()) {",
            "    }\n    if (peer.complete && granted && peer.acked >= copy.commit()) {"),
        of(
            "new-copy-only-close",
            "a new copy has everything committed before the register is asked",
            "replica/Reign",
            "if (peer.counted && peer.acked >= copy.commit()) {",
            "if (peer.counted) {"),
        of(
            "served-without-the-register",
            "who has not seen the register for too long acknowledges nothing",
            "replica/Replica",
            "return nowMillis < serveUntilMillis;",
            "return serveUntilMillis > Long.MIN_VALUE;"),
        of(
            "released-epoch-resumed",
            "a released epoch is never served again",
            "replica/Reign",
            "    if (phase == Phase.RELEASED) {\n"
                + "      replica.propose(replica.assignment().bumped(replica.out().nonce()));\n"
                + "    }\n"
                + "  }\n\n"
                + "  /** Whether this node's promise",
            "    if (phase == Phase.RELEASED) {\n      resume();\n    }\n  }\n\n"
                + "  /** Whether this node's promise"),
        of(
            "release-kept-for-later",
            "a release takes back what was promised in its epoch, not in a later one",
            "replica/Promises",
            "promise.epoch() <= epoch ? null : promise",
            "epoch < 0 ? promise : null"),
        of(
            "void-tail-kept",
            "what an earlier owner appended and nobody committed is cut off",
            "replica/Copy",
            "    log.truncateTo(sequence);",
            "    log.truncateTo(Math.max(sequence, log.end()));"),
        of(
            "synced-twice",
            "a log is cut once in a reign",
            "replica/Replica",
            "if (!synced) { // once",
            "if (!synced || copy != null) { // once"),
        of(
            "unsynced-copy-appends",
            "a member takes no entry before it is synced with the new owner",
            "replica/Replica",
            "        || mine == null\n        || !synced) {",
            "        || mine == null) {"),
        of(
            "no-question-round",
            "a new owner serves only when every member follows it",
            "replica/Reign",
            "    if (complete && replica.mayServe()) {",
            "    if ((complete || copy != null) && replica.mayServe()) {"),
        of(
            "older-epoch-heard",
            "a message of an older epoch is refused",
            "replica/Replica",
            "if (known == null || epoch >= known.epoch()) {",
            "if (known == null || epoch >= 0) {"),
        of(
            "request-run-twice",
            "a repeated request is answered from its record",
            "state/PartitionState",
            "case ANSWERED -> out.answered(request, record.resultOf(request.number()));",
            "case ANSWERED -> {\n        return true;\n      }"),
        of(
            "results-not-copied",
            "what is known of requests moves with the keys",
            "state/PartitionState",
            "    images.forEach(image -> callers.put(image.caller(), new CallerRecord(image)));",
            "    images.clear();"),
        of(
            "floors-not-copied",
            "the floors of keys that left move with the keys",
            "state/PartitionState",
            "    floors.install(keys.fromRange(), keys.floors());",
            "    floors.raise(0, 0);"),
        of(
            "learner-ahead",
            "a learner applies the log only as far as the piece that it installs",
            "replica/Replica",
            "      mine.append(message.entries());\n      mine.commitTo(message.asOf(), Applied.NOTHING);\n"
                + "      install(mine, message.piece());",
            "      install(mine, message.piece());\n      mine.append(message.entries());\n"
                + "      mine.commitTo(message.asOf(), Applied.NOTHING);"),
        of(
            "loss-in-one-step",
            "a loss is declared only when every member that may serve has stopped",
            "membership/Losses",
            "return nowMillis - wait.sinceMillis() > Timing.longEnough(timing.serveMillis())",
            "return nowMillis - wait.sinceMillis() >= 0"),
        of(
            "mark-not-cleared",
            "who finds the mark of a loss on its partition clears it before it serves on",
            "membership/Membership",
            "if (assignment.losing().isPresent() && assignment.isInSync(self)) {",
            "if (assignment.losing().isPresent() && !assignment.isInSync(self)) {"),
        of(
            "swap-renews",
            "only a reading renews",
            "membership/Membership",
            "      settle(won.moves());\n    }\n  }",
            "      settle(won.moves());\n      renew(now);\n    }\n  }"),
        of(
            "move-given-up-under-way",
            "a move under way is not reported as refused",
            "membership/Membership",
            "    Move before = moves.put(partition, move);",
            "    Move before = moves.put(partition, move);\n"
                + "    if (before == null && attempt != null) {\n"
                + "      before = attempt.moves().get(partition);\n    }"));
  }
}
