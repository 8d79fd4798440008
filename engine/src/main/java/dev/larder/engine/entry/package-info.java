// SPDX-License-Identifier: Apache-2.0

/**
 * What may happen to one entry, as data: operations that decide their own outcome, and the holds a
 * caller may keep.
 */
@NullMarked
package dev.larder.engine.entry;

import org.jspecify.annotations.NullMarked;
