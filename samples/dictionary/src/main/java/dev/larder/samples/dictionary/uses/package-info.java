// SPDX-License-Identifier: Apache-2.0

/** The uses of a cache, one class each. */
@NullMarked
package dev.larder.samples.dictionary.uses;

import org.jspecify.annotations.NullMarked;
