// SPDX-License-Identifier: Apache-2.0

/** The other half of the cycle. */
@NullMarked
package dev.larder.engine.architecture.knot.right;

import org.jspecify.annotations.NullMarked;
