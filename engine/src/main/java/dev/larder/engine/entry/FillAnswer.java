// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/**
 * The answer to a caller who found no entry and is ready to load it.
 *
 * @param <V> the value, in the form the store holds
 */
public sealed interface FillAnswer<V> {

  /** There is a value after all: another caller's load, or a write. */
  record Present<V>(V value) implements FillAnswer<V> {}

  /**
   * Load, then fill under this stamp; whoever else asks waits meanwhile.
   *
   * @param lease the lease's number
   * @param stamp the fill is admitted only if nothing touched the key since
   * @param replacing whether an entry is there that the fill replaces
   */
  record Leased<V>(long lease, long stamp, boolean replacing) implements FillAnswer<V> {}

  /** Load for yourself; the key is being written or was written meanwhile, so do not fill. */
  record LoadOnly<V>() implements FillAnswer<V> {}

  /** There is no value: another caller's load, which was waited for, found none. */
  record Absent<V>() implements FillAnswer<V> {}

  /** The load that was waited for failed with this cause, or ran out of time. */
  record Failed<V>(Throwable cause) implements FillAnswer<V> {}

  /** Somebody else loads the key; the caller asked not to wait. */
  record Busy<V>() implements FillAnswer<V> {}
}
