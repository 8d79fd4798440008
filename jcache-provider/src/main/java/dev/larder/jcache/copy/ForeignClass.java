// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

/**
 * Ends a direct copy that met an object which cannot be copied directly.
 *
 * <p>It never leaves this package: the value goes by serialization then. It has no stack trace,
 * since that is an ordinary outcome.
 */
final class ForeignClass extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ForeignClass(Class<?> type) {
    super(type.getName(), null, false, false);
  }
}
