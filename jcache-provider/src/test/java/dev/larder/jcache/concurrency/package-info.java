// SPDX-License-Identifier: Apache-2.0

/** Whether every method of a cache is linearizable for each key, whatever threads do. */
@NullMarked
package dev.larder.jcache.concurrency;

import org.jspecify.annotations.NullMarked;
