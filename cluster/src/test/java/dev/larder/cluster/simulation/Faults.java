// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.util.Random;

/**
 * How the network misbehaves throughout one run, each in a thousand messages. Every seed has
 * another mixture, some of them none at all.
 */
record Faults(int lost, int doubled, int late) {
  static final Faults NONE = new Faults(0, 0, 0);

  static Faults drawn(Random random) {
    return new Faults(some(random, 50), some(random, 50), some(random, 100));
  }

  private static int some(Random random, int most) {
    return random.nextBoolean() ? 0 : random.nextInt(most + 1);
  }
}
