// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

/** Runs things later, in the order of a time that only its owner moves. */
public interface Later {

  /** Runs it once so much time has passed; never within this call. */
  void after(long millis, Runnable step);
}
