// SPDX-License-Identifier: Apache-2.0

/** The threads of one cache manager. */
@NullMarked
package dev.larder.jcache.thread;

import org.jspecify.annotations.NullMarked;
