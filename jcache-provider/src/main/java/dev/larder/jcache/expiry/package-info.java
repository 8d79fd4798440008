// SPDX-License-Identifier: Apache-2.0

/** Expiry policies as rules that travel with an operation. */
@NullMarked
package dev.larder.jcache.expiry;

import org.jspecify.annotations.NullMarked;
