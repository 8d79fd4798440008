// SPDX-License-Identifier: Apache-2.0

/** Fills an empty database with WordNet, once. */
@NullMarked
package dev.larder.samples.dictionary.load;

import org.jspecify.annotations.NullMarked;
