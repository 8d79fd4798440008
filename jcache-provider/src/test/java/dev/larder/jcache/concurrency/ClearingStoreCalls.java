// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import org.jetbrains.lincheck.datastructures.Operation;

/** The calls of {@link StoreCalls} and {@code clear}, which no store behind the cache hears of. */
public abstract class ClearingStoreCalls extends StoreCalls {

  /** See {@link Verb}. */
  @Operation
  public int clear() {
    return make(Verb.CLEAR, 1, 0, 0);
  }
}
