// SPDX-License-Identifier: Apache-2.0

/** Which resident of a bounded store leaves when room is needed. */
@NullMarked
package dev.larder.engine.eviction;

import org.jspecify.annotations.NullMarked;
