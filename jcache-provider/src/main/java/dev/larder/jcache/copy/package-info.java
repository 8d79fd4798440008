// SPDX-License-Identifier: Apache-2.0

/**
 * Store-by-value for the heap: what a cache keeps of a value, what a caller receives of it, and how
 * many bytes that takes.
 */
@NullMarked
package dev.larder.jcache.copy;

import org.jspecify.annotations.NullMarked;
