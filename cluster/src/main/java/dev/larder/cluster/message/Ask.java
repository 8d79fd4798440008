// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

/**
 * What makes a request safe to repeat: the same in each repetition but for {@code answeredBelow}.
 *
 * @param answeredBelow the caller has the answers to, or has given up, its requests below this
 * @param generation of the partition when the request was first sent; 0 if the caller does not know
 *     it, and the request is not to be run
 * @param firstSentMillis the partition's time that the caller knew when it first sent it
 */
public record Ask(RequestId request, long answeredBelow, int generation, long firstSentMillis) {}
