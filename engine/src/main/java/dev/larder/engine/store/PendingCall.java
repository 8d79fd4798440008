// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.KeyStep;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A call that waits for a hold to end. Its caller may cancel the future at any time. */
final class PendingCall<V, R> implements WaitingCall<V> {
  private final EntryOperation<V, R> operation;
  final CompletableFuture<R> future = new CompletableFuture<>();

  PendingCall(EntryOperation<V, R> operation) {
    this.operation = operation;
  }

  @Override
  public EntryOperation<V, R> operation() {
    return operation;
  }

  /** Runs the operation; what comes back tells the caller, and is to be run outside the monitor. */
  Answer<V> run(KeyStep<V> key, long nowMillis) {
    R result;
    try {
      result = operation.run(key, nowMillis);
    } catch (RuntimeException | Error cause) {
      return () -> { // its own caller hears of it, not the one who happened to end the hold
        future.completeExceptionally(cause);
        return Optional.empty();
      };
    }
    return () -> future.complete(result) ? Optional.empty() : operation.undo(result);
  }

  /** Ends a call for a fill with an answer that came from somebody else's load. */
  @SuppressWarnings("unchecked") // only an OpenFill waits for a fill, and this is what it asks for
  Answer<V> answerWith(FillAnswer<V> answer) {
    return () -> {
      future.complete((R) answer); // whoever stopped waiting needs nothing: no hold was given
      return Optional.empty();
    };
  }

  /** An answer that is ready; gives back what undoes it if the caller had stopped waiting. */
  @FunctionalInterface
  interface Answer<V> {
    Optional<HoldOperation<V, ?>> deliver();
  }
}
