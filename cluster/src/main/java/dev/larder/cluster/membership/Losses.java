// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.membership;

import dev.larder.cluster.step.Timing;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The two steps by which a coordinator declares that every copy of a partition is gone.
 *
 * <pre>
 *  LIVES ──all in sync are suspected──▶ the mark is set ──▶ MARKED ──so long that none serves──▶ LOST
 *                                                           MARKED ──cleared, or a move──▶ LIVES
 * </pre>
 *
 * <p>A node that renews after the mark was set clears it; one that renewed before stops serving
 * within the time that is waited. The wait begins when this node first sees the mark, whoever set
 * it, and again whenever it could not renew itself meanwhile.
 */
final class Losses {

  /** A mark that is being waited out. */
  private record Wait(Nonce mark, long sinceMillis) {}

  private final ProcessId self;
  private final Timing timing;
  private final Map<Integer, Wait> waits = new HashMap<>();

  Losses(ProcessId self, Timing timing) {
    this.self = self;
    this.timing = timing;
  }

  /** Another node coordinates. */
  void forget() {
    waits.clear();
  }

  /**
   * The move towards a loss that is due now, if there is one.
   *
   * @param gone whether nobody in sync is heard of, and this node itself has seen the register
   *     lately
   */
  Optional<Assignment> next(
      int partition, Assignment present, boolean gone, long nowMillis, Nonce attempt) {
    if (!gone) {
      waits.remove(partition);
      return Optional.empty();
    }
    if (present.losing().isEmpty()) {
      waits.remove(partition);
      return Optional.of(present.marked(attempt, attempt));
    }
    Nonce mark = present.losing().orElseThrow();
    Wait wait = waits.get(partition);
    if (wait == null || !wait.mark().equals(mark)) {
      waits.put(partition, new Wait(mark, nowMillis));
      return Optional.empty();
    }
    return nowMillis - wait.sinceMillis() > Timing.longEnough(timing.serveMillis())
        ? Optional.of(present.lostTo(self, attempt))
        : Optional.empty();
  }
}
