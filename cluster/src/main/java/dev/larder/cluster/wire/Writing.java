// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Takes the fields from a record and writes them. One serves all records of an output in turn. */
final class Writing<T> extends Fields<T> {
  private final Output out;
  private @Nullable T record;

  Writing(Output out) {
    this.out = out;
  }

  @SuppressWarnings("unchecked") // for as long as the form runs, the record is the form's
  <S extends T> void state(S value, Form<S> form) {
    T outer = record;
    record = value;
    S unused = form.pass((Fields<S>) this);
    record = outer;
  }

  @Override
  long number(ToLongFunction<T> accessor) {
    long value = accessor.applyAsLong(record());
    out.number(value);
    return value;
  }

  @Override
  int small(ToIntFunction<T> accessor) {
    int value = accessor.applyAsInt(record());
    out.number(Integer.toUnsignedLong(value));
    return value;
  }

  @Override
  long random(ToLongFunction<T> accessor) {
    long value = accessor.applyAsLong(record());
    out.fixedLong(value);
    return value;
  }

  @Override
  <V> V of(Function<T, V> accessor, Shape<V> shape) {
    V value = accessor.apply(record());
    shape.write(value, out);
    return value;
  }

  @Override
  <V> @Nullable V orNull(Function<T, @Nullable V> accessor, Shape<V> shape) {
    V value = accessor.apply(record());
    out.octet(value == null ? 0 : 1);
    if (value != null) {
      shape.write(value, out);
    }
    return value;
  }

  @Override
  <V> V appended(Function<T, V> accessor, Shape<V> shape, V absent) {
    return of(accessor, shape);
  }

  private T record() {
    return Objects.requireNonNull(record);
  }
}
