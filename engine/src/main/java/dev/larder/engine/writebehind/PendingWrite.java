// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import java.util.Optional;

/**
 * A change of one key that the writer has not confirmed yet.
 *
 * @param <V> the type of the values
 */
public sealed interface PendingWrite<V> {

  /** The writing of a value. */
  static <V> PendingWrite<V> write(V value) {
    return new Write<>(value);
  }

  /** The deleting of the key. */
  static <V> PendingWrite<V> delete() {
    return new Delete<>();
  }

  /** Which of the writer's bulk calls carries it. */
  WriteKind kind();

  /** The value that a reader must see, and that a write carries; empty after a delete. */
  Optional<V> visibleValue();

  /** The writing of a value. Its text hides the value. */
  record Write<V>(V value) implements PendingWrite<V> {
    @Override
    public WriteKind kind() {
      return WriteKind.WRITE;
    }

    @Override
    public Optional<V> visibleValue() {
      return Optional.of(value);
    }

    @Override
    public String toString() {
      return "Write";
    }
  }

  /** The deleting of the key. */
  record Delete<V>() implements PendingWrite<V> {
    @Override
    public WriteKind kind() {
      return WriteKind.DELETE;
    }

    @Override
    public Optional<V> visibleValue() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "Delete";
    }
  }
}
