// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.topology.ProcessId;
import java.util.HashMap;
import java.util.Map;

/**
 * What a copy promised to owners by answering their beacons: to acknowledge no other owner before
 * an instant of its own clock. Outlives every change of role.
 */
final class Promises {
  private final Map<ProcessId, Long> untilMillis = new HashMap<>();

  void make(ProcessId owner, long until) {
    untilMillis.merge(owner, until, Math::max);
  }

  /** The owner has said that it serves no more. */
  void release(ProcessId owner) {
    untilMillis.remove(owner);
  }

  /** Whether a promise to anybody else is open, so that this owner cannot be acknowledged. */
  boolean bindsAgainst(ProcessId owner, long nowMillis) {
    untilMillis.values().removeIf(until -> until <= nowMillis);
    return untilMillis.keySet().stream().anyMatch(other -> !other.equals(owner));
  }
}
