// SPDX-License-Identifier: Apache-2.0

/** Larder beside its peers: the same work, the same run, the same measure. */
@NullMarked
package dev.larder.benchmarks;

import org.jspecify.annotations.NullMarked;
