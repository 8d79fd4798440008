// SPDX-License-Identifier: Apache-2.0

/** The only door to a clock. */
@NullMarked
package dev.larder.engine.time;

import org.jspecify.annotations.NullMarked;
