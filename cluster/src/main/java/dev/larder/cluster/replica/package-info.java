// SPDX-License-Identifier: Apache-2.0

/** The machine of one node's copy of one partition: owner, backup, and the change between them. */
@NullMarked
package dev.larder.cluster.replica;

import org.jspecify.annotations.NullMarked;
