// SPDX-License-Identifier: Apache-2.0

/**
 * The second-level cache as Hibernate sees it: the region factory, its registration, and the test
 * hook.
 */
@NullMarked
package dev.larder.hibernate;

import org.jspecify.annotations.NullMarked;
