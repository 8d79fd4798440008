// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

/** A resident that is nothing but its key. */
final class Resident extends Evictable {
  final int key;

  Resident(int key) {
    this.key = key;
  }

  @Override
  protected int keyHash() {
    return key;
  }
}
