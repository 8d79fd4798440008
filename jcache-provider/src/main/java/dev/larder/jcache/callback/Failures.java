// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.callback;

import org.jspecify.annotations.Nullable;

/**
 * What was thrown by steps that are all to be taken, whatever becomes of the others: the first,
 * with the rest suppressed in it. Used by one thread.
 */
public final class Failures {
  private @Nullable Throwable first;

  /** Takes a step and keeps what it throws. */
  public void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      if (first == null) {
        first = e;
      } else if (first != e) {
        first.addSuppressed(e);
      }
    }
  }

  /** What was thrown, or {@code null}. */
  public @Nullable Throwable first() {
    return first;
  }

  /** Throws what was thrown, if anything was. */
  public void throwFirst() {
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
