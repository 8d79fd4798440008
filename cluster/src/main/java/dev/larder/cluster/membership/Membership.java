// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.membership;

import dev.larder.cluster.step.Notice;
import dev.larder.cluster.step.Timing;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of the register and of the other nodes. It renews the node's right to serve
 * by reading the table, carries the moves that the copies ask for into it, and suspects who is
 * silent.
 *
 * <pre>
 *  IDLE ──a renewal is due──▶ READING ──read, failed──▶ IDLE
 *  IDLE ──moves are wanted──▶ SWAPPING ──won, refused──▶ IDLE
 *                             SWAPPING ──outcome unknown──▶ the very same attempt again
 * </pre>
 *
 * <p>Only a reading renews, and it counts from the instant at which it was asked for. One that
 * finds a mark of loss on a partition that this node is in sync of does not count: the mark is
 * cleared first. Whether a move was made is seen from its nonce in the partition's assignment, so
 * an unknown outcome of a swap is none for long.
 */
public final class Membership {
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final ProcessId self;
  private final Timing timing;
  private final Losses losses;
  private final Map<Integer, Move> moves = new TreeMap<>();
  private final Map<ProcessId, Long> heardMillis = new HashMap<>();
  private Set<ProcessId> suspects = Set.of();
  private Set<ProcessId> nodes = Set.of();

  /** Those that the nodes and the table name; empty when it is to be found anew. */
  private Set<ProcessId> others = Set.of();

  private @Nullable AssignmentTable table;
  private long version;
  private @Nullable Nonce nonce;
  private @Nullable Attempt attempt;
  private boolean reading;
  private long versionWhenAsked;
  private long lastReadMillis = NEVER;
  private long serveUntilMillis = NEVER;
  private boolean rolledBack;

  // What one step is about.
  private long nowMillis;
  private MembershipOutbox out;

  /** A move that a copy asked for. */
  private record Move(Assignment present, Assignment next) {}

  /** A swap that is under way, or whose outcome is not known. */
  private record Attempt(
      long expected, AssignmentTable next, Nonce nonce, Map<Integer, Move> moves) {}

  /** Knows nothing yet. */
  public Membership(ProcessId self, Timing timing, MembershipOutbox out) {
    this.self = self;
    this.timing = timing;
    this.losses = new Losses(self, timing);
    this.out = out;
  }

  /** Time passes; to be called several times in each {@link Timing#retryMillis}. */
  public void onTick(long now, MembershipOutbox outbox) {
    begin(now, outbox);
    watchOthers();
    if (!rolledBack) {
      if (!reading && now - lastReadMillis >= timing.renewalMillis()) {
        read();
      }
      declareLosses();
      swap();
    }
  }

  private void read() {
    reading = true;
    versionWhenAsked = version;
    lastReadMillis = nowMillis;
    out.readTable();
  }

  /** These nodes are in the cluster, alive or not; their addresses are known to the transport. */
  public void onNodes(Set<ProcessId> found, long now, MembershipOutbox outbox) {
    begin(now, outbox);
    if (!nodes.equals(found)) {
      nodes = Set.copyOf(found);
      others = Set.of();
    }
  }

  /** Another node said something. */
  public void onHeard(ProcessId node, long now) {
    heardMillis.merge(node, now, Math::max);
  }

  /** The first table of a cluster is wanted: with these partitions, all owned by this node. */
  public void onAbsent(AssignmentTable first, long now, MembershipOutbox outbox) {
    begin(now, outbox);
    reading = false;
    if (attempt == null && table == null) {
      attempt = new Attempt(0, first, out.nonce(), Map.of());
      out.swapTable(0, first, attempt.nonce());
    }
  }

  /** The register was read. */
  public void onTable(
      long foundVersion,
      Nonce foundNonce,
      AssignmentTable found,
      long askedMillis,
      long now,
      MembershipOutbox outbox) {
    begin(now, outbox);
    reading = false;
    if (foundVersion < versionWhenAsked) {
      fence(foundVersion);
    } else if (learn(foundVersion, foundNonce, found)) {
      renew(askedMillis);
    }
  }

  /** The register could not be read. */
  public void onNoTable(long now, MembershipOutbox outbox) {
    begin(now, outbox);
    reading = false;
  }

  /** The swap was won. */
  public void onWon(long wonVersion, long now, MembershipOutbox outbox) {
    begin(now, outbox);
    Attempt won = attempt;
    attempt = null;
    if (won != null && learn(wonVersion, won.nonce(), won.next())) {
      settle(won.moves());
    }
  }

  /** The swap was refused: the cell holds this. */
  public void onRefused(
      long foundVersion,
      Nonce foundNonce,
      AssignmentTable found,
      long now,
      MembershipOutbox outbox) {
    begin(now, outbox);
    Attempt refused = attempt;
    attempt = null;
    if (refused != null && foundVersion < refused.expected()) {
      fence(foundVersion);
    } else if (learn(foundVersion, foundNonce, found) && refused != null) {
      settle(refused.moves());
    }
  }

  /** Nobody knows what became of the swap. */
  public void onUnknown(long now, MembershipOutbox outbox) {
    begin(now, outbox);
    Attempt unknown = attempt;
    if (unknown != null) {
      out.swapTable(unknown.expected(), unknown.next(), unknown.nonce());
    }
  }

  /** A copy wants a move; if the partition's assignment is another by now it will hear of it. */
  public void onMove(
      int partition, Assignment present, Assignment next, long now, MembershipOutbox outbox) {
    begin(now, outbox);
    AssignmentTable known = table;
    if (rolledBack || known == null || !isNow(known, partition, present)) {
      out.refuse(partition, next);
      readAgain();
      return;
    }
    want(partition, new Move(present, next));
    swap();
  }

  /** Somebody knows more than was read last. */
  private void readAgain() {
    if (!reading && nowMillis - lastReadMillis >= timing.retryMillis() && !rolledBack) {
      read();
    }
  }

  /** Wants a move in place of whatever was wanted of the partition before. */
  private void want(int partition, Move move) {
    Move before = moves.put(partition, move);
    if (before != null) {
      out.refuse(partition, before.next());
    }
  }

  private void begin(long now, MembershipOutbox outbox) {
    nowMillis = now;
    out = outbox;
  }

  /** Takes over what the register showed; {@code false} if it shows less than it did before. */
  private boolean learn(long foundVersion, Nonce foundNonce, AssignmentTable found) {
    boolean other = foundVersion == version && !foundNonce.equals(nonce);
    AssignmentTable known = table;
    if (known != null && (other || !known.incarnation().equals(found.incarnation()))) {
      fence(foundVersion);
      return false;
    }
    if (foundVersion < version) {
      return true; // overtaken by a swap
    }
    version = foundVersion;
    nonce = foundNonce;
    table = found;
    others = Set.of();
    for (int partition = 0; partition < found.assignments().size(); partition++) {
      if (known == null || !known.of(partition).equals(found.of(partition))) {
        out.assign(partition, found.of(partition));
      }
    }
    return true;
  }

  private void fence(long foundVersion) {
    rolledBack = true;
    serveUntilMillis = NEVER;
    out.renew(NEVER);
    out.announce(new Notice.RolledBack(version, foundVersion));
  }

  private void renew(long askedMillis) {
    AssignmentTable known = table;
    if (known == null) {
      return;
    }
    boolean marked = false;
    for (int partition = 0; partition < known.assignments().size(); partition++) {
      Assignment assignment = known.of(partition);
      if (assignment.losing().isPresent() && assignment.isInSync(self)) {
        marked = true;
        want(partition, new Move(assignment, assignment.unmarked(out.nonce())));
      }
    }
    if (!marked) {
      serveUntilMillis = Math.max(serveUntilMillis, askedMillis + timing.serveMillis());
      out.renew(serveUntilMillis);
    } else {
      lastReadMillis = NEVER; // to be read again at once: only a reading renews
    }
  }

  /**
   * An attempt has its outcome: tells apart the moves that were made, those that cannot be any
   * more, and those that are to be tried again. Not before: a move that is under way may be made
   * yet.
   */
  private void settle(Map<Integer, Move> tried) {
    AssignmentTable known = table;
    for (Map.Entry<Integer, Move> entry : tried.entrySet()) {
      int partition = entry.getKey();
      Move move = entry.getValue();
      if (known == null || known.of(partition).nonce().equals(move.next().nonce())) {
        continue;
      }
      if (isNow(known, partition, move.present()) && !moves.containsKey(partition)) {
        moves.put(partition, move);
      } else {
        out.refuse(partition, move.next());
      }
    }
    swap();
  }

  private static boolean isNow(AssignmentTable known, int partition, Assignment present) {
    return known.of(partition).nonce().equals(present.nonce());
  }

  /** Makes all moves that are wanted in one swap. */
  private void swap() {
    AssignmentTable known = table;
    if (attempt != null || known == null || moves.isEmpty() || rolledBack) {
      return;
    }
    AssignmentTable next = known;
    Map<Integer, Move> tried = new TreeMap<>();
    for (Map.Entry<Integer, Move> entry : moves.entrySet()) {
      Move move = entry.getValue();
      if (isNow(known, entry.getKey(), move.present())) {
        next = next.with(entry.getKey(), move.next());
        tried.put(entry.getKey(), move);
      } else {
        out.refuse(entry.getKey(), move.next());
      }
    }
    moves.clear();
    if (!tried.isEmpty()) {
      attempt = new Attempt(version, next, out.nonce(), tried);
      out.swapTable(version, next, attempt.nonce());
    }
  }

  // The other nodes.

  private void watchOthers() {
    Set<ProcessId> silent = new HashSet<>();
    for (ProcessId node : others()) {
      long heard = heardMillis.computeIfAbsent(node, unheard -> nowMillis);
      if (nowMillis - heard >= timing.suspicionMillis()) {
        silent.add(node);
      }
    }
    if (!silent.equals(suspects)) {
      silent.stream()
          .filter(node -> !suspects.contains(node))
          .sorted()
          .forEach(node -> out.announce(new Notice.Suspected(node)));
      suspects = silent;
      out.suspect(silent);
    }
  }

  /** Every node that the register names, in whatever role, but this one. */
  public Set<ProcessId> others() {
    if (others.isEmpty()) {
      Set<ProcessId> named = new TreeSet<>(nodes);
      AssignmentTable known = table;
      if (known != null) {
        known.assignments().forEach(assignment -> named.addAll(assignment.inSync()));
      }
      named.remove(self);
      others = named;
    }
    return others;
  }

  /** The newest table that the register showed. */
  public Optional<AssignmentTable> table() {
    return Optional.ofNullable(table);
  }

  /** The nodes that the register names and this one believes alive, itself among them. */
  public Set<ProcessId> live() {
    Set<ProcessId> live = new HashSet<>(nodes);
    live.removeAll(suspects);
    live.add(self);
    return live;
  }

  private void declareLosses() {
    AssignmentTable known = table;
    if (known == null || !isCoordinator()) {
      losses.forget();
      return;
    }
    boolean renewed = nowMillis < serveUntilMillis;
    for (int partition = 0; partition < known.assignments().size(); partition++) {
      Assignment present = known.of(partition);
      boolean gone =
          present.inSync().stream().allMatch(node -> suspects.contains(node) && !node.equals(self));
      Optional<Assignment> next =
          losses.next(partition, present, gone && renewed, nowMillis, out.nonce());
      if (next.isPresent() && !isMoving(partition)) {
        want(partition, new Move(present, next.orElseThrow()));
      }
    }
  }

  private boolean isMoving(int partition) {
    return moves.containsKey(partition)
        || (attempt != null && attempt.moves().containsKey(partition));
  }

  /** The lowest node that this one believes alive; two that believe so at once do no harm. */
  private boolean isCoordinator() {
    return others().stream()
        .noneMatch(node -> !suspects.contains(node) && node.compareTo(self) < 0);
  }
}
