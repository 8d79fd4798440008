// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what to do about a key, given its entry. May run user code; what it throws ends the call.
 */
@FunctionalInterface
public interface Decision {

  /**
   * The operation to run on the entry as it is.
   *
   * @param before the entry; {@code null} if there is none
   */
  PlainOperation<Object> decide(@Nullable StoredEntry<Object> before);
}
