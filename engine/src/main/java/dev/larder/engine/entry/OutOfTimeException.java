// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/** User code under a hold outlived the hold's limit; its waiters were let go with this cause. */
public final class OutOfTimeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message says what took too long and how long it may take. */
  public OutOfTimeException(String message) {
    super(message);
  }
}
