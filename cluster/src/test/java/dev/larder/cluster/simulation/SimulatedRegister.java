// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Nonce;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * The table's cell: linearizable, or silent. It may be away for some or all, and what became of a
 * swap may stay unknown, whether it took effect, did not, or does so only later.
 */
final class SimulatedRegister {
  private static final int FASTEST_MICROS = 500;
  private static final int SPREAD_MICROS = 5_000;
  private static final int TIME_OUT_MICROS = 500_000;

  private final World world;
  private final Timeline timeline;
  private final Random random;
  private final Set<String> cutOff = new HashSet<>();
  private int unknownPerMille;
  private long version;
  private Nonce nonce;
  private AssignmentTable table;

  /** Hears how a swap ended. */
  interface Swapper {
    void won(long version);

    void refused(long version, Nonce nonce, AssignmentTable table);

    void unknown();
  }

  /** Hears what was read. */
  interface Reader {
    void found(long version, Nonce nonce, AssignmentTable table);

    void failed();
  }

  SimulatedRegister(World world, AssignmentTable first) {
    this.world = world;
    this.timeline = world.timeline;
    this.random = world.random;
    this.version = 1;
    this.nonce = new Nonce(0, 1);
    this.table = first;
  }

  /** What it holds: for whoever sees all. */
  AssignmentTable table() {
    return table;
  }

  void misbehave(int unknown) {
    unknownPerMille = unknown;
  }

  void cutOff(String name) {
    cutOff.add(name);
  }

  void mend() {
    cutOff.clear();
  }

  void mend(String name) {
    cutOff.remove(name);
  }

  void read(String reader, Reader answer) {
    timeline.after(
        latency(),
        () -> {
          if (cutOff.contains(reader)) {
            timeline.after(TIME_OUT_MICROS, answer::failed);
            return;
          }
          long foundVersion = version;
          Nonce foundNonce = nonce;
          AssignmentTable found = table;
          timeline.after(latency(), () -> answer.found(foundVersion, foundNonce, found));
        });
  }

  void swap(String swapper, long expected, AssignmentTable next, Nonce attempt, Swapper answer) {
    boolean unknown = cutOff.contains(swapper) || random.nextInt(1_000) < unknownPerMille;
    if (!unknown) {
      timeline.after(latency(), () -> decide(expected, next, attempt, answer));
      return;
    }
    int fate = cutOff.contains(swapper) ? 0 : random.nextInt(3);
    if (fate > 0) { // it takes effect, at once or after the repetition was made
      long micros = fate == 1 ? latency() : TIME_OUT_MICROS + random.nextInt(TIME_OUT_MICROS);
      timeline.after(micros, () -> apply(expected, next, attempt));
    }
    timeline.after(TIME_OUT_MICROS, answer::unknown);
  }

  private void decide(long expected, AssignmentTable next, Nonce attempt, Swapper answer) {
    boolean won = apply(expected, next, attempt);
    long foundVersion = version;
    Nonce foundNonce = nonce;
    AssignmentTable found = table;
    timeline.after(
        latency(),
        () -> {
          if (won) {
            answer.won(foundVersion);
          } else {
            answer.refused(foundVersion, foundNonce, found);
          }
        });
  }

  private boolean apply(long expected, AssignmentTable next, Nonce attempt) {
    if (version == expected) {
      world.onTable(table, next);
      version++;
      nonce = attempt;
      table = next;
      return true;
    }
    return nonce.equals(attempt);
  }

  private long latency() {
    return (long) FASTEST_MICROS + random.nextInt(SPREAD_MICROS);
  }
}
