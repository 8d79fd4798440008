// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

/** A promise of the protocol was broken. */
final class Broken extends AssertionError {
  private static final long serialVersionUID = 1;

  Broken(String invariant, String what) {
    super(invariant + ": " + what);
  }
}
