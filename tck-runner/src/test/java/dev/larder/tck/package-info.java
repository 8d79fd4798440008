// SPDX-License-Identifier: Apache-2.0

/** What the TCK asks of its surroundings, and what watches that it ran whole. */
@NullMarked
package dev.larder.tck;

import org.jspecify.annotations.NullMarked;
