// SPDX-License-Identifier: Apache-2.0

/** The caches of the application: their settings, their switch and their figures. */
@NullMarked
package dev.larder.samples.dictionary.caching;

import org.jspecify.annotations.NullMarked;
