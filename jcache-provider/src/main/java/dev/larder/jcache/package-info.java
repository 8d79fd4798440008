// SPDX-License-Identifier: Apache-2.0

/** The javax.cache interfaces in front of an entry store: manager, cache, entry. */
@NullMarked
package dev.larder.jcache;

import org.jspecify.annotations.NullMarked;
