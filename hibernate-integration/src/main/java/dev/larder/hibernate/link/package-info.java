// SPDX-License-Identifier: Apache-2.0

/**
 * The way from a region to its store: deadlines, a breaker, and a journal of what was not
 * acknowledged.
 */
@NullMarked
package dev.larder.hibernate.link;

import org.jspecify.annotations.NullMarked;
