// SPDX-License-Identifier: Apache-2.0

/** When to wake for entries that end. */
@NullMarked
package dev.larder.engine.expiry;

import org.jspecify.annotations.NullMarked;
