// SPDX-License-Identifier: Apache-2.0

/** The machine of one caller: what it waits for, and how it finds who can answer. */
@NullMarked
package dev.larder.cluster.call;

import org.jspecify.annotations.NullMarked;
