// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

/** A call came to a store that was closed, or waited in it when it was. */
public final class StoreClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  StoreClosedException(String cacheName) {
    super("cache " + cacheName + ": its store is closed");
  }
}
