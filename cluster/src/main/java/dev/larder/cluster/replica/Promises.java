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
  private final Map<ProcessId, Promise> promises = new HashMap<>();

  /** The last one made to an owner, and in which epoch. */
  private record Promise(long untilMillis, long epoch) {}

  void make(ProcessId owner, long untilMillis, long epoch) {
    promises.put(owner, new Promise(untilMillis, epoch));
  }

  /** The owner has said that it never serves this epoch again; a later one is another matter. */
  void release(ProcessId owner, long epoch) {
    promises.computeIfPresent(owner, (same, promise) -> promise.epoch() <= epoch ? null : promise);
  }

  /** Whether a promise to anybody else is open, so that this owner cannot be acknowledged. */
  boolean bindsAgainst(ProcessId owner, long nowMillis) {
    promises.values().removeIf(promise -> promise.untilMillis() <= nowMillis);
    return promises.keySet().stream().anyMatch(other -> !other.equals(owner));
  }
}
