// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static dev.larder.cluster.wire.Shapes.TEXT;
import static dev.larder.cluster.wire.Shapes.optional;

import java.util.Optional;

/**
 * What is told of an exception to another process.
 *
 * @param className of what was thrown
 * @param said its message
 */
record FailureText(String className, Optional<String> said) {
  private static final int MOST_CHARACTERS = 1024;
  private static final Shape<Optional<String>> SAID = optional(TEXT);

  private static final Shape<FailureText> ITSELF =
      new Body<>(
          "FailureText",
          f -> new FailureText(f.of(FailureText::className, TEXT), f.of(FailureText::said, SAID)));

  /** A failure where it is a field; what comes out is a {@link RemoteFailureException}. */
  static final Shape<Throwable> FAILURE =
      Shapes.shape(
          ITSELF.leastBytes(),
          (failure, out) -> ITSELF.write(of(failure), out),
          in -> ITSELF.read(in).failure());

  private static FailureText of(Throwable failure) {
    return failure instanceof RemoteFailureException remote
        ? new FailureText(remote.className(), remote.said())
        : new FailureText(cut(failure.getClass().getName()), messageOf(failure));
  }

  /** The class may be the user's, and so its message may be anything. */
  private static Optional<String> messageOf(Throwable failure) {
    try {
      return Optional.ofNullable(failure.getMessage()).map(FailureText::cut);
    } catch (RuntimeException silent) {
      return Optional.empty();
    }
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  private RemoteFailureException failure() {
    return new RemoteFailureException(className, said);
  }
}
