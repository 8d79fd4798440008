// SPDX-License-Identifier: Apache-2.0

/** The plain files of WordNet 3.1 and how their lines are read. */
@NullMarked
package dev.larder.samples.dictionary.wordnet;

import org.jspecify.annotations.NullMarked;
