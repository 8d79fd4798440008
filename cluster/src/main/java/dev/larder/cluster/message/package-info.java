// SPDX-License-Identifier: Apache-2.0

/** What processes say to one another, and what they write into a partition's log. Data only. */
@NullMarked
package dev.larder.cluster.message;

import org.jspecify.annotations.NullMarked;
