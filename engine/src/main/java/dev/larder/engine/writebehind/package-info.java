// SPDX-License-Identifier: Apache-2.0

/** The decisions of a write-behind queue: which write goes to the writer, when, and how often. */
@NullMarked
package dev.larder.engine.writebehind;

import org.jspecify.annotations.NullMarked;
