// SPDX-License-Identifier: Apache-2.0

/** Hibernate's own {@code hibernate-jcache} over Larder. */
@NullMarked
package dev.larder.samples.hibernatejcache;

import org.jspecify.annotations.NullMarked;
