// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of one key. An operation is data and decides its own outcome, so the store on
 * this heap and the owner of a partition run the very same code.
 *
 * @param <V> the value, in the form the store holds
 * @param <R> what the caller is told
 */
public sealed interface EntryOperation<V, R> permits PlainOperation, HoldOperation {

  /** Whether the operation has to wait for somebody who holds the key. */
  Waits waits(KeyHolds<V> holds, @Nullable EntryView<V> live);

  /** Runs on the key, which nobody else may touch meanwhile. */
  R run(KeyStep<V> key, long nowMillis);

  /** Whether there is something to do or to note even where the key has no entry and no hold. */
  default boolean needsEntry() {
    return false;
  }

  /** The answer where the key has no entry and no hold, and none is needed. */
  R whenAbsent(long nowMillis);

  /** The answer, if looking is all that the operation does to this entry; empty if it is not. */
  default Optional<R> looking(@Nullable EntryView<V> live, long nowMillis) {
    return Optional.empty();
  }

  /** The answer of an operation that would rather be told "busy" than wait. */
  default Optional<R> insteadOfWaiting() {
    return Optional.empty();
  }

  /** What undoes the operation if its caller stopped waiting before the answer came. */
  default Optional<HoldOperation<V, ?>> undo(R result) {
    return Optional.empty();
  }
}
