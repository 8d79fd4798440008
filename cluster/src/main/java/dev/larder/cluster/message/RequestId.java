// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

import dev.larder.cluster.topology.ProcessId;

/**
 * Names one request of one caller, so that a repetition is known as such.
 *
 * @param number from 1, in the order in which the caller made its requests of a partition
 */
public record RequestId(ProcessId caller, long number) {

  @Override
  public String toString() {
    return caller + "/" + number;
  }
}
