// SPDX-License-Identifier: Apache-2.0

/** The standard's own API in one page. */
@NullMarked
package dev.larder.samples.plain;

import org.jspecify.annotations.NullMarked;
