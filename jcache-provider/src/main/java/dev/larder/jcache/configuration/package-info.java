// SPDX-License-Identifier: Apache-2.0

/** What a user sets, by code or by properties, frozen when a cache is created. */
@NullMarked
package dev.larder.jcache.configuration;

import org.jspecify.annotations.NullMarked;
