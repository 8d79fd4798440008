// SPDX-License-Identifier: Apache-2.0

/** Statistics and the two MXBeans. */
@NullMarked
package dev.larder.jcache.management;

import org.jspecify.annotations.NullMarked;
