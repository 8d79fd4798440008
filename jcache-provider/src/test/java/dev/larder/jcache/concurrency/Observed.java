// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

/**
 * A call that was made, and when.
 *
 * @param call the call
 * @param result what it gave
 * @param startNanos an instant before it began
 * @param endNanos an instant after it ended
 */
record Observed(Call call, int result, long startNanos, long endNanos) {}
