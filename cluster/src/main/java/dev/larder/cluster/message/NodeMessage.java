// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

import dev.larder.cluster.topology.ProcessId;
import java.util.List;

/** What one node says to another about all their partitions at once. */
public sealed interface NodeMessage extends Message {

  /** Hands it to the method made for it. */
  void deliverTo(Handler handler, ProcessId from);

  /** Takes these messages; one method for each. */
  interface Handler {
    /** Takes it. */
    void onBeacon(Beacon beacon, ProcessId from);

    /** Takes it. */
    void onGrants(Grants grants, ProcessId from);
  }

  /** One partition in a beacon or in the answer to it. */
  record Line(int partition, long epoch, long timeMillis) {}

  /**
   * The sender lives, and owns these partitions of which the receiver has a copy.
   *
   * @param sentMillis by the sender's clock
   */
  record Beacon(long sentMillis, List<Line> owned) implements NodeMessage {
    /** Keeps a copy of the list. */
    public Beacon {
      owned = List.copyOf(owned);
    }

    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onBeacon(this, from);
    }
  }

  /**
   * The promise, for these partitions, to acknowledge no other owner for a lease's time and more.
   *
   * @param sentMillis of the beacon that is answered, by the owner's clock
   */
  record Grants(long sentMillis, List<Line> granted) implements NodeMessage {
    /** Keeps a copy of the list. */
    public Grants {
      granted = List.copyOf(granted);
    }

    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onGrants(this, from);
    }
  }
}
