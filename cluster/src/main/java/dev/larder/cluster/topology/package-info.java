// SPDX-License-Identifier: Apache-2.0

/** What everybody in a cluster talks about: processes, partitions, and who owns what. */
@NullMarked
package dev.larder.cluster.topology;

import org.jspecify.annotations.NullMarked;
