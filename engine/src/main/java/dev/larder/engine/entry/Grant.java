// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import org.jspecify.annotations.Nullable;

/**
 * A turn or write intent that was given, with the entry as it was at that instant.
 *
 * @param hold the number to commit, resolve or end it by
 * @param before the entry; {@code null} if there was none
 */
public record Grant<V>(long hold, @Nullable StoredEntry<V> before) {}
