// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * How a batch ended at the writer. A cause longer than {@value #MAX_CAUSE_CHARS} characters is cut.
 *
 * @param <K> the type of the keys
 */
public sealed interface Settlement<K> {
  /** Dead letters keep causes, so their length is bounded: room for a message, not for a trace. */
  int MAX_CAUSE_CHARS = 500;

  /** The writer returned: every write of the batch is done. */
  static <K> Settlement<K> done() {
    return new Done<>();
  }

  /**
   * The writer threw, and this is the rest of the collection it was given: what is left failed,
   * what it took out succeeded. Keys that are not of the batch mean nothing.
   */
  static <K> Settlement<K> residual(Collection<? extends K> left, String cause) {
    return new Residual<>(Set.copyOf(left), cause);
  }

  /** Every write of the batch failed. */
  static <K> Settlement<K> failed(String cause) {
    return new Failed<>(cause);
  }

  /** Why the write of a key of the batch failed; empty when it is done. */
  Optional<String> failureOf(K key);

  private static String cut(String cause) {
    return cause.length() <= MAX_CAUSE_CHARS ? cause : cause.substring(0, MAX_CAUSE_CHARS);
  }

  /** Every write is done. */
  record Done<K>() implements Settlement<K> {
    @Override
    public Optional<String> failureOf(K key) {
      return Optional.empty();
    }
  }

  /** The writes of the keys left failed, the others are done. Its text hides the keys. */
  record Residual<K>(Set<K> left, String cause) implements Settlement<K> {
    /** A settlement with its own copy of the set. */
    public Residual {
      left = Set.copyOf(left);
      cause = cut(cause);
    }

    @Override
    public Optional<String> failureOf(K key) {
      return left.contains(key) ? Optional.of(cause) : Optional.empty();
    }

    @Override
    public String toString() {
      return "Residual[left=" + left.size() + ", cause=" + cause + "]";
    }
  }

  /** Every write failed. */
  record Failed<K>(String cause) implements Settlement<K> {
    /** A settlement whose cause has a bounded length. */
    public Failed {
      cause = cut(cause);
    }

    @Override
    public Optional<String> failureOf(K key) {
      return Optional.of(cause);
    }
  }
}
