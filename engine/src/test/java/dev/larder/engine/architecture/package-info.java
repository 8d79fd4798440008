// SPDX-License-Identifier: Apache-2.0

/** What the build holds the sources to, for every module that tests itself. */
@NullMarked
package dev.larder.engine.architecture;

import org.jspecify.annotations.NullMarked;
