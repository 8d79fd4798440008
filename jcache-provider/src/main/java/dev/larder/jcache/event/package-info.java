// SPDX-License-Identifier: Apache-2.0

/** Listeners: registration, order, delivery. */
@NullMarked
package dev.larder.jcache.event;

import org.jspecify.annotations.NullMarked;
