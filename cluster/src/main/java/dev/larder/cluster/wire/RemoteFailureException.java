// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an exception thrown in another process: the name of its class and its message,
 * cut to a bounded length. Neither its class, its causes nor its stack trace travel, so no class is
 * ever loaded because a peer named it. Two are equal when their texts are, for log entries that
 * hold them are compared across copies.
 */
public final class RemoteFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String className;
  private final @Nullable String said;

  RemoteFailureException(String className, Optional<String> said) {
    super(className + said.map(text -> ": " + text).orElse(""), null, false, false);
    this.className = className;
    this.said = said.orElse(null);
  }

  /** The name of the class that was thrown. */
  public String className() {
    return className;
  }

  /** The message that it had. */
  public Optional<String> said() {
    return Optional.ofNullable(said);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RemoteFailureException failure
        && className.equals(failure.className)
        && Objects.equals(said, failure.said);
  }

  @Override
  public int hashCode() {
    return Objects.hash(className, said);
  }
}
