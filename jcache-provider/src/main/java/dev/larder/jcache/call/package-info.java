// SPDX-License-Identifier: Apache-2.0

/** The one door from the front to the store: waits, counts, and holds turns. */
@NullMarked
package dev.larder.jcache.call;

import org.jspecify.annotations.NullMarked;
