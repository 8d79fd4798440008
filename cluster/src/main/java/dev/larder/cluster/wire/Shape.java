// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

/**
 * How a value looks on the wire.
 *
 * @param <V> the value
 */
interface Shape<V> {

  /** Appends the value. */
  void write(V value, Output out);

  /** Reads what was appended, or refuses with {@link WireException}. */
  V read(Input in);

  /** The fewest bytes that a value takes; at least 1, so that a count of them has a bound. */
  int leastBytes();
}
