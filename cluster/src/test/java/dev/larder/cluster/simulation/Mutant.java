// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
   * @param from what stands there exactly once, however it is broken into lines
   * @param to what is to stand there
   */
  record Edit(String file, String from, String to) {}

  private static Mutant of(String name, String rule, String file, String from, String to) {
    return new Mutant(name, rule, List.of(new Edit(file, from, to)));
  }

  /** Those that random schedules show within moments. */
  static List<Mutant> common() {
    return Stream.of(serving(), takingOver(), copying(), losing()).flatMap(List::stream).toList();
  }

  /** Rules of an owner at work. */
  private static List<Mutant> serving() {
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
            "acknowledged-too-early",
            "a write is answered only when every member has it",
            "replica/Members",
            "held = peer.counted ? Math.min(held, peer.acked) : held;",
            "held = Math.max(held, peer.acked);"),
        of(
            "served-without-the-register",
            "who has not seen the register for too long acknowledges nothing",
            "replica/Replica",
            "return nowMillis < serveUntilMillis;",
            "return serveUntilMillis > Long.MIN_VALUE;"),
        new Mutant(
            "request-run-twice",
            "a repeated request is answered from its record",
            List.of(
                new Edit(
                    "state/PartitionState",
                    "case ANSWERED -> out.answered(request, record.resultOf(request.number()));",
                    "case ANSWERED -> { return true; }"),
                new Edit(
                    "state/PartitionState",
                    "return record == null ? Standing.UNKNOWN : record.standing(request.number());",
                    "return Standing.UNKNOWN;"),
                new Edit(
                    "replica/Reign",
                    "} else if (underWay.add(call.command().ask().request())) {",
                    "} else {"))));
  }

  /** Rules of a new owner. */
  private static List<Mutant> takingOver() {
    return List.of(
        of(
            "promise-not-waited-out",
            "a member acknowledges no new owner while it has promised the old one",
            "replica/Promises",
            "return promises.keySet().stream().anyMatch(other -> !other.equals(owner));",
            "return false;"),
        of(
            "synced-twice",
            "a log is cut once in a reign",
            "replica/Replica",
            "if (!synced) { // once",
            "if (!synced || copy != null) { // once"),
        of(
            "no-question-round",
            "a new owner serves only when every member follows it",
            "replica/Reign",
            "if (members.heldByAll(copy.log.end()) == copy.log.end() && replica.mayServe()) {",
            "if (replica.mayServe()) {"));
  }

  /** Rules of a new copy. */
  private static List<Mutant> copying() {
    return List.of(
        of(
            "new-copy-not-counted",
            "a new copy is in the commit set and in the lease set before it may be in sync",
            "replica/Reign",
            "peer.counted = true; // from now on, whatever becomes of the move until that is known"
                + " reads.restart(); } if (peer.counted && peer.acked >= copy.commit()) {",
            "} if (peer.complete && granted && peer.acked >= copy.commit()) {"),
        of(
            "new-copy-only-close",
            "a new copy has everything committed before the register is asked",
            "replica/Reign",
            "if (peer.counted && peer.acked >= copy.commit()) {",
            "if (peer.counted) {"),
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
            "mine.append(message.entries()); mine.commitTo(message.asOf(), Applied.NOTHING);"
                + " install(mine, message.piece());",
            "install(mine, message.piece()); mine.append(message.entries());"
                + " mine.commitTo(message.asOf(), Applied.NOTHING);"));
  }

  /** Rules of a loss. */
  private static List<Mutant> losing() {
    return List.of(
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
            "if (assignment.losing().isPresent() && !assignment.isInSync(self)) {"));
  }

  /** Those for which a schedule is still to be found: holes of the simulator, not of the rule. */
  static List<Mutant> unnoticed() {
    return List.of(
        of(
            "released-epoch-resumed",
            "a released epoch is never served again",
            "replica/Reign",
            "if (phase == Phase.RELEASED) {"
                + " replica.propose(replica.assignment().bumped(replica.out().nonce())); } } /**"
                + " Whether this node's promise",
            "if (phase == Phase.RELEASED) { resume(); } } /** Whether this node's promise"),
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
            "older-epoch-heard",
            "a message of an older epoch is refused",
            "replica/Replica",
            "if (known == null || epoch >= known.epoch()) {",
            "if (known == null || epoch >= 0) {"),
        of(
            "swap-renews",
            "only a reading renews",
            "membership/Membership",
            "settle(won.moves()); } }",
            "settle(won.moves()); renew(now); } }"),
        of(
            "move-given-up-under-way",
            "a move under way is not reported as refused",
            "membership/Membership",
            "    Move before = moves.put(partition, move);",
            "Move before = moves.put(partition, move); if (before == null && attempt != null) {"
                + " before = attempt.moves().get(partition); }"));
  }

  /** All of them. */
  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>(common());
    all.addAll(unnoticed());
    return all;
  }
}
