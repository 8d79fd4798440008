// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.topology;

import java.util.Comparator;
import java.util.UUID;

/**
 * One run of one process, node or caller: the same name started again is another one. Ordered by
 * name.
 *
 * @param name given by its operator; for people and for the order alone
 * @param incarnation drawn at random at every start
 */
public record ProcessId(String name, UUID incarnation) implements Comparable<ProcessId> {
  private static final Comparator<ProcessId> ORDER =
      Comparator.comparing(ProcessId::name).thenComparing(ProcessId::incarnation);

  @Override
  public int compareTo(ProcessId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return name + '#' + Long.toHexString(incarnation.getMostSignificantBits() >>> 48);
  }
}
