// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.InvalidClassException;
import java.util.Objects;

/** A class that may not be in a value. Its message is ours: it holds the class's name, no value. */
final class RejectedClassException extends InvalidClassException {
  private static final long serialVersionUID = 1L;

  private RejectedClassException(String message) {
    super(message);
  }

  /** What a person is told. */
  String told() {
    return Objects.requireNonNull(getMessage());
  }

  /** The class is on our list. */
  static RejectedClassException gadget(Class<?> type) {
    return new RejectedClassException(
        type.getName()
            + " is refused: attacks on deserialization use it. Keep something else in the value;"
            + " or let a serializer of your own decide (setSerializerFactory), which"
            + " JavaSerializer.filteredBy(your filter) may be");
  }

  /** A filter, given or imposed, or a limit said no at a class. */
  static RejectedClassException byFilter(Class<?> type, InvalidClassException cause) {
    RejectedClassException named =
        new RejectedClassException(
            "a deserialization filter or its limits rejected it at class " + type.getName());
    named.initCause(cause);
    return named;
  }
}
