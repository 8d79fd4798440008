// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.io.Serializable;

/** A number that whoever gets hold of it can change: a cache by value must not let that through. */
final class Box implements Serializable {
  private static final long serialVersionUID = 1L;

  private int number;

  Box(int number) {
    this.number = number;
  }

  /** The number; the box is spoilt afterwards. */
  int take() {
    int taken = number;
    number = Integer.MIN_VALUE;
    return taken;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Box box && number == box.number;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
