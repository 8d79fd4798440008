// SPDX-License-Identifier: Apache-2.0

/** The page's doors: look-ups, notes, figures, runs. */
@NullMarked
package dev.larder.samples.dictionary.web;

import org.jspecify.annotations.NullMarked;
