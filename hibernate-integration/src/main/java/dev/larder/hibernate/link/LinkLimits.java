// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

/**
 * How long a region waits for its store, in milliseconds.
 *
 * @param callMillis for a read, a fill or an invalidation
 * @param lockMillis for the opening of the intents of a transaction, before its commit
 */
public record LinkLimits(long callMillis, long lockMillis) {}
