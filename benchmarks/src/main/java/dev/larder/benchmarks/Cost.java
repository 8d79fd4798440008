// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

/**
 * What one operation costs: each of the three the best of all rounds.
 *
 * @param processorNanos user and system time of the whole process
 * @param perMicrosecond operations of all threads together
 * @param allocatedBytes by the measured threads
 */
record Cost(double processorNanos, double perMicrosecond, double allocatedBytes) {
  Cost bestWith(Cost other) {
    return new Cost(
        Math.min(processorNanos, other.processorNanos),
        Math.max(perMicrosecond, other.perMicrosecond),
        Math.min(allocatedBytes, other.allocatedBytes));
  }
}
