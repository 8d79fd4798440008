// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.topology;

/**
 * Drawn at random for one attempt to change something: who finds it there knows that the attempt
 * took effect.
 */
public record Nonce(long high, long low) {

  @Override
  public String toString() {
    return Long.toHexString(high >>> 32);
  }
}
