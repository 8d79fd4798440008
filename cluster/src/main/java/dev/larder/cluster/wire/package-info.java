// SPDX-License-Identifier: Apache-2.0

/**
 * Messages and assignments as bytes. Each record states its fields once, in a {@link
 * dev.larder.cluster.wire.Form}, which serves writing and reading.
 *
 * <p>Rules of change: a number or a name that was ever sent keeps its meaning. A record grows at
 * its end, by fields that have a default for senders that do not know them. Whatever a receiver
 * must not read past is a required feature of the frame.
 */
@NullMarked
package dev.larder.cluster.wire;

import org.jspecify.annotations.NullMarked;
