// SPDX-License-Identifier: Apache-2.0

/** The port behind which entries live, and the store on this heap. */
@NullMarked
package dev.larder.engine.store;

import org.jspecify.annotations.NullMarked;
