// SPDX-License-Identifier: Apache-2.0

/** Loaders and writers: read-through, write-through, write-behind. */
@NullMarked
package dev.larder.jcache.integration;

import org.jspecify.annotations.NullMarked;
