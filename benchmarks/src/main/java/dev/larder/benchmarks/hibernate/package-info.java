// SPDX-License-Identifier: Apache-2.0

/** What a second-level cache costs in Hibernate: an access alone, and whole sessions. */
@NullMarked
package dev.larder.benchmarks.hibernate;

import org.jspecify.annotations.NullMarked;
