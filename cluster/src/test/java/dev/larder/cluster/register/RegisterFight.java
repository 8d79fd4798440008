// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Callers that fight for one cell, and what must hold of all they see: one winner of each version,
 * a winner that followed the winner before, the same nonce for all who look, and no read older than
 * a win that was reported before it began. Each caller reads, swaps, and makes a swap of unknown
 * outcome again until it is answered. Safe for any thread.
 */
public final class RegisterFight {
  private static final int MOST_REPETITIONS = 1_000; // an engine that never answers is another test
  private static final String NOBODY = "nobody";

  private final CellName name;
  private final int rounds;
  private final Map<Long, Cell> seen = new TreeMap<>(); // by version
  private final Map<Long, Nonce> winners = new TreeMap<>(); // by version
  private final Set<Nonce> attempts = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private long reported; // the highest version whose win a caller knows of
  private int callers;

  /** A fight in which each caller makes so many attempts. */
  public RegisterFight(CellName name, int rounds) {
    this.name = name;
    this.rounds = rounds;
  }

  /** Lets one more caller fight; complete when it has made its attempts. */
  public CompletionStage<Void> join(ConfigRegister register) {
    return new Caller(register, nextCaller()).fight(rounds);
  }

  private synchronized int nextCaller() {
    return callers++;
  }

  /** What was seen that must not be, in the order it was seen; empty if all is well. */
  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** How many versions are known to have a winner. */
  public synchronized int wins() {
    return winners.size();
  }

  /** The highest version anybody saw. */
  public synchronized long lastVersion() {
    return seen.keySet().stream().reduce(0L, Long::max);
  }

  private synchronized long reported() {
    return reported;
  }

  private synchronized void attempt(Nonce nonce) {
    attempts.add(nonce);
  }

  private synchronized void won(Cell cell) {
    look(cell);
    Nonce other = winners.putIfAbsent(cell.version(), cell.content().nonce());
    if (other != null && !other.equals(cell.content().nonce())) {
      violations.add("version " + cell.version() + " was won by " + other + " and another");
    }
    reported = Math.max(reported, cell.version());
  }

  private synchronized void read(Optional<Cell> cell, long reportedBefore) {
    long version = cell.map(Cell::version).orElse(0L);
    if (version < reportedBefore) {
      violations.add("a read found version " + version + " after " + reportedBefore + " was won");
    }
    cell.ifPresent(this::look);
  }

  private synchronized void look(Cell cell) {
    Cell before = seen.putIfAbsent(cell.version(), cell);
    if (before != null && !before.equals(cell)) {
      violations.add("version " + cell.version() + " was seen with two contents");
    }
    if (!attempts.contains(cell.content().nonce())) {
      violations.add("version " + cell.version() + " is of nobody here");
    }
    follow(cell, Optional.ofNullable(seen.get(cell.version() - 1)));
    Optional.ofNullable(seen.get(cell.version() + 1))
        .ifPresent(next -> follow(next, Optional.of(cell)));
  }

  private void follow(Cell cell, Optional<Cell> before) {
    String follows = cell.content().data().text();
    boolean first = cell.version() == 1;
    if (first
        ? !follows.equals(NOBODY)
        : before.isPresent() && !follows.equals(textOf(before.get()))) {
      violations.add("version " + cell.version() + " does not follow the one before");
    }
  }

  private static String textOf(Cell cell) {
    return cell.content().nonce().high() + "." + cell.content().nonce().low();
  }

  /** One who reads and swaps in turn. */
  private final class Caller {
    private final ConfigRegister register;
    private final int number;
    private int made;

    Caller(ConfigRegister register, int number) {
      this.register = register;
      this.number = number;
    }

    CompletionStage<Void> fight(int left) {
      if (left == 0) {
        return CompletableFuture.completedStage(null);
      }
      long reportedBefore = reported();
      return again(() -> register.read(name), MOST_REPETITIONS)
          .thenCompose(
              cell -> {
                read(cell, reportedBefore);
                return swapAfter(cell);
              })
          .thenCompose(swapped -> fight(left - 1));
    }

    private CompletionStage<Swap> swapAfter(Optional<Cell> before) {
      Nonce nonce = new Nonce(number, made++);
      attempt(nonce);
      Cell.Content next =
          new Cell.Content(nonce, Payload.of(before.map(RegisterFight::textOf).orElse(NOBODY)));
      long expected = before.map(Cell::version).orElse(0L);
      return again(() -> register.swap(name, expected, next), MOST_REPETITIONS)
          .thenApply(
              swapped -> {
                if (swapped instanceof Swap.Won won) {
                  won(won.cell());
                } else if (swapped instanceof Swap.Refused refused) {
                  refused.current().ifPresent(RegisterFight.this::look);
                }
                return swapped;
              });
    }

    /** Makes the same call until it is answered. */
    private <T> CompletionStage<T> again(Call<T> call, int repetitions) {
      return call.make()
          .handle(
              (value, failure) ->
                  failure == null
                      ? CompletableFuture.completedStage(value)
                      : repetitions == 0
                          ? CompletableFuture.<T>failedStage(failure)
                          : again(call, repetitions - 1))
          .thenCompose(stage -> stage);
    }
  }

  /** Something to ask of a register. */
  private interface Call<T> {
    CompletionStage<T> make();
  }
}
