// SPDX-License-Identifier: Apache-2.0

/** The H2 file database, its pool, and the count of statements it runs. */
@NullMarked
package dev.larder.samples.dictionary.database;

import org.jspecify.annotations.NullMarked;
