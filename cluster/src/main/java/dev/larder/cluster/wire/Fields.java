// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record on their way: each method gives back the field, and has written it or
 * read it. When writing, the record that a form makes of them is a copy which is thrown away: a
 * short-lived object is the price for stating each field once.
 *
 * @param <T> the record
 */
abstract sealed class Fields<T> permits Reading, Writing {

  /** A whole number; small ones take few bytes, negative ones ten. */
  abstract long number(ToLongFunction<T> accessor);

  /** The same in 32 bits; negative ones take five bytes. */
  abstract int small(ToIntFunction<T> accessor);

  /** A number in eight bytes: for one that was drawn at random. */
  abstract long random(ToLongFunction<T> accessor);

  /** A field of this shape. */
  abstract <V> V of(Function<T, V> accessor, Shape<V> shape);

  /** A field that may be absent. */
  abstract <V> @Nullable V orNull(Function<T, @Nullable V> accessor, Shape<V> shape);

  /**
   * A field that was appended to a record already in use. Only others like it may follow.
   *
   * @param absent what senders mean that do not know the field
   */
  abstract <V> V appended(Function<T, V> accessor, Shape<V> shape, V absent);
}
