// SPDX-License-Identifier: Apache-2.0

/** Where the copies of each partition are to stand, and the moves that bring them there. */
@NullMarked
package dev.larder.cluster.planning;

import org.jspecify.annotations.NullMarked;
