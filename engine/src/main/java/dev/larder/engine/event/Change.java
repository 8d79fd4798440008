// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.event;

import dev.larder.engine.entry.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One change of one key.
 *
 * @param key the key
 * @param kind what became of it
 * @param origin where the change came from
 * @param before the value before; {@code null} if there was none
 * @param after the value written; {@code null} if none was
 * @param version the number of the change: increasing for each key, never reused
 */
public record Change<K, V>(
    K key, ChangeKind kind, Origin origin, @Nullable V before, @Nullable V after, long version) {}
