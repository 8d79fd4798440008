// SPDX-License-Identifier: Apache-2.0

/** The regions, and the access to entities, collections and natural ids in them. */
@NullMarked
package dev.larder.hibernate.region;

import org.jspecify.annotations.NullMarked;
