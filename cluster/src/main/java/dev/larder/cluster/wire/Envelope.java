// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.message.Message;
import dev.larder.cluster.topology.ProcessId;

/** A message with the process that sent it and the one that it is for. */
public record Envelope(ProcessId from, ProcessId to, Message message) {}
