// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/**
 * One entry as an operation sees it: present and not expired.
 *
 * @param <V> the value, in the form the store holds
 */
public interface EntryView<V> {

  /** The value; never {@code null}. */
  V value();

  /** The number of the write that made it; never reused. */
  long version();

  /** The first millisecond at which the entry is gone; {@link ExpiryRule#ETERNAL} for never. */
  long endMillis();
}
