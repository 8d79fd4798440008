// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.ProcessId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the copies of one partition are to stand.
 *
 * @param owner orders the writes
 * @param copies who holds one; the owner first, the others in their order
 */
public record Target(ProcessId owner, List<ProcessId> copies) {

  /** Keeps a copy of the list. */
  public Target {
    copies = List.copyOf(copies);
    if (copies.isEmpty() || !copies.get(0).equals(owner)) {
      throw new IllegalArgumentException(
          "target: the owner " + owner + " is not the first to hold a copy, which are " + copies);
    }
  }

  /**
   * The next move towards this target; empty if it is reached, or no move is safe now. The dead are
   * dropped first, since no write ends without them; then what is missing is added, then the owner
   * hands over, then what is too much is dropped: never so that fewer live copies are left than are
   * wanted. A dead owner moves nothing: it is evicted, or its partition lost.
   *
   * @param live nodes that work, also those that are about to leave
   */
  public Optional<Move> nextMove(Assignment present, Set<ProcessId> live) {
    if (!live.contains(present.owner())) {
      return Optional.empty();
    }
    return dropOfTheDead(present, live)
        .or(() -> add(present, live))
        .or(() -> handOver(present, live))
        .or(() -> drop(present, live));
  }

  private static Optional<Move> dropOfTheDead(Assignment present, Set<ProcessId> live) {
    return present.inSync().stream()
        .filter(member -> !live.contains(member))
        .findFirst()
        .map(Move.Drop::new);
  }

  private Optional<Move> add(Assignment present, Set<ProcessId> live) {
    return copies.stream()
        .filter(member -> live.contains(member) && !present.isInSync(member))
        .findFirst()
        .map(Move.Add::new);
  }

  private Optional<Move> handOver(Assignment present, Set<ProcessId> live) {
    return !present.owner().equals(owner) && present.isInSync(owner) && live.contains(owner)
        ? Optional.of(new Move.HandOver(owner))
        : Optional.empty();
  }

  private Optional<Move> drop(Assignment present, Set<ProcessId> live) {
    long liveCopies = present.inSync().stream().filter(live::contains).count();
    if (liveCopies <= copies.size()) {
      return Optional.empty(); // one to be added died meanwhile: there will be a new plan
    }
    return present.inSync().stream()
        .filter(member -> !copies.contains(member) && !member.equals(present.owner()))
        .findFirst()
        .map(Move.Drop::new);
  }
}
