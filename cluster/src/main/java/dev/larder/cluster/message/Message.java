// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

/** Everything one process says to another. The transport adds who said it to whom. */
public sealed interface Message permits NodeMessage, PartitionMessage, CallerMessage {}
