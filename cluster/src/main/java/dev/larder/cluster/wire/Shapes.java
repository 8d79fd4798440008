// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.topology.Payload;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The shapes that others are made of. */
final class Shapes {
  private static final int MOST_TEXT_BYTES = 8 * 1024;

  /** A reason for a person. */
  static final Shape<String> TEXT = text(MOST_TEXT_BYTES);

  static final Shape<Payload> PAYLOAD =
      shape(1, (value, out) -> out.octets(value.bytes()), in -> Payload.of(in.octets()));

  static final Shape<UUID> UNIQUE =
      new Flat<>(
          2 * Long.BYTES,
          f ->
              new UUID(
                  f.random(UUID::getMostSignificantBits), f.random(UUID::getLeastSignificantBits)));

  private Shapes() {}

  static <V> Shape<V> shape(int leastBytes, BiConsumer<V, Output> write, Function<Input, V> read) {
    return new Shape<>() {
      @Override
      public void write(V value, Output out) {
        write.accept(value, out);
      }

      @Override
      public V read(Input in) {
        return read.apply(in);
      }

      @Override
      public int leastBytes() {
        return leastBytes;
      }
    };
  }

  static Shape<String> text(int mostBytes) {
    return shape(1, (value, out) -> out.text(value, mostBytes), in -> in.text(mostBytes));
  }

  static <V> Shape<Optional<V>> optional(Shape<V> shape) {
    return shape(
        1,
        (value, out) -> {
          out.octet(value.isPresent() ? 1 : 0);
          if (value.isPresent()) {
            shape.write(value.get(), out);
          }
        },
        in -> isPresent(in) ? Optional.of(shape.read(in)) : Optional.empty());
  }

  static boolean isPresent(Input in) {
    byte mark = in.octet();
    if (mark != 0 && mark != 1) {
      throw in.refusal("the mark " + mark + "; known are 0 for absent and 1 for present");
    }
    return mark == 1;
  }

  static <V> Shape<List<V>> list(Shape<V> shape) {
    return list(shape, Integer.MAX_VALUE);
  }

  /** The bound is for lists that a refusal may have to name in full. */
  static <V> Shape<List<V>> list(Shape<V> shape, int most) {
    return shape(
        1,
        (values, out) -> {
          if (values.size() > most) {
            throw new IllegalArgumentException(
                "list: " + values.size() + " elements; at most " + most + " are allowed");
          }
          out.number(values.size());
          for (int i = 0; i < values.size(); i++) {
            shape.write(values.get(i), out);
          }
        },
        in -> elements(in, shape, most));
  }

  @SuppressWarnings("unchecked") // the array is seen by nobody but the list, which copies it
  private static <V> List<V> elements(Input in, Shape<V> shape, int most) {
    int count = in.count(shape.leastBytes());
    if (count > most) {
      throw in.refusal(count + " elements; at most " + most + " are allowed");
    }
    V[] values = (V[]) new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = shape.read(in);
    }
    return List.of(values);
  }
}
