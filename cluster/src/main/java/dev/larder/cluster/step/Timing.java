// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.step;

/**
 * The lengths of time that the protocol rests on, in milliseconds of each node's own clock. Clocks
 * may run at rates that differ by {@link #DRIFT_PERCENT}.
 *
 * @param beaconMillis between two signs of life
 * @param leaseMillis how long after sending a beacon that was granted an owner reads alone
 * @param suspicionMillis without a sign of life until a node is suspected
 * @param renewalMillis between two looks at the register
 * @param serveMillis how long after the start of a look at the register a node serves
 * @param retryMillis until something unanswered is said again
 */
public record Timing(
    long beaconMillis,
    long leaseMillis,
    long suspicionMillis,
    long renewalMillis,
    long serveMillis,
    long retryMillis) {

  /** How much the rates of two clocks may differ. */
  public static final int DRIFT_PERCENT = 1;

  /**
   * Beacons each 200 ms, a lease of 1 s, suspicion after 1.5 s, renewal each 2 s, service for 10 s.
   */
  public static final Timing DEFAULT = new Timing(200, 1_000, 1_500, 2_000, 10_000, 200);

  /** So long by one clock is at least that by any other: for whoever waits something out. */
  public static long longEnough(long millis) {
    return millis + millis * 3 * DRIFT_PERCENT / 100 + 1;
  }
}
