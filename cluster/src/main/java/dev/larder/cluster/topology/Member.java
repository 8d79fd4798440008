// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.topology;

/**
 * A node that may own partitions.
 *
 * @param id its run
 * @param zone where it stands: nodes of one zone may fail together
 */
public record Member(ProcessId id, String zone) {}
