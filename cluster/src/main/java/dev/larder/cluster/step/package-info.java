// SPDX-License-Identifier: Apache-2.0

/** The vocabulary of a step: what a machine wants done, and the lengths of time that it knows. */
@NullMarked
package dev.larder.cluster.step;

import org.jspecify.annotations.NullMarked;
