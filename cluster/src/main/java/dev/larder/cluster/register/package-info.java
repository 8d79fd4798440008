// SPDX-License-Identifier: Apache-2.0

/** The cluster's only shared truth: a few named cells behind a port. */
@NullMarked
package dev.larder.cluster.register;

import org.jspecify.annotations.NullMarked;
