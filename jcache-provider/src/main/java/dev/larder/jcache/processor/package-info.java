// SPDX-License-Identifier: Apache-2.0

/** Entry processors under a key's turn. */
@NullMarked
package dev.larder.jcache.processor;

import org.jspecify.annotations.NullMarked;
