// SPDX-License-Identifier: Apache-2.0

/**
 * What one copy of a partition knows, as a fold over its log: the same entries give the same state
 * on every copy. No clock, no randomness, no node in sight.
 */
@NullMarked
package dev.larder.cluster.state;

import org.jspecify.annotations.NullMarked;
