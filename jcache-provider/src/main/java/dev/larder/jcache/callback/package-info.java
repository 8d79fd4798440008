// SPDX-License-Identifier: Apache-2.0

/** Which user code a thread is running, and for which keys. */
@NullMarked
package dev.larder.jcache.callback;

import org.jspecify.annotations.NullMarked;
