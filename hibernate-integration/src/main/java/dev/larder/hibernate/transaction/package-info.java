// SPDX-License-Identifier: Apache-2.0

/** What one session knows and holds: its stamp, its open intents. */
@NullMarked
package dev.larder.hibernate.transaction;

import org.jspecify.annotations.NullMarked;
