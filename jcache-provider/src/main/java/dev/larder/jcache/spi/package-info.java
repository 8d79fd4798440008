// SPDX-License-Identifier: Apache-2.0

/** The one provider that javax.cache.Caching finds. */
@NullMarked
package dev.larder.jcache.spi;

import org.jspecify.annotations.NullMarked;
