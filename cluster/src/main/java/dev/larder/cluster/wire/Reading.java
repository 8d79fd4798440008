// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads the fields. It needs no accessor. */
final class Reading<T> extends Fields<T> {
  private final Input in;

  Reading(Input in) {
    this.in = in;
  }

  @Override
  long number(ToLongFunction<T> accessor) {
    return in.number();
  }

  @Override
  int small(ToIntFunction<T> accessor) {
    return in.small();
  }

  @Override
  long random(ToLongFunction<T> accessor) {
    return in.fixedLong();
  }

  @Override
  <V> V of(Function<T, V> accessor, Shape<V> shape) {
    return shape.read(in);
  }

  @Override
  <V> @Nullable V orNull(Function<T, @Nullable V> accessor, Shape<V> shape) {
    return Shapes.isPresent(in) ? shape.read(in) : null;
  }

  @Override
  <V> V appended(Function<T, V> accessor, Shape<V> shape, V absent) {
    return in.remaining() == 0 ? absent : shape.read(in);
  }
}
