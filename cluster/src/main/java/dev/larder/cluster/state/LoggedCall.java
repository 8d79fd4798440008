// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.store.WaitingCall;

/**
 * A request that waits for a hold on its key: on every copy alike, so that it outlives its owner.
 */
record LoggedCall(RequestId request, EntryOperation<Payload, ?> operation)
    implements WaitingCall<Payload> {}
