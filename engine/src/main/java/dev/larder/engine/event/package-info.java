// SPDX-License-Identifier: Apache-2.0

/** Changes of entries in the order of each key, and their delivery. */
@NullMarked
package dev.larder.engine.event;

import org.jspecify.annotations.NullMarked;
