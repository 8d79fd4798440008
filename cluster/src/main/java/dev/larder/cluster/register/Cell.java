// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;

/**
 * What a cell holds, and how it came to hold it.
 *
 * @param version 1 for the first content, and one more with each swap; never reused
 */
public record Cell(CellName name, long version, Content content) {

  /**
   * What one attempt writes.
   *
   * @param nonce tells this attempt from every other
   * @param data at most {@link #MOST_BYTES}
   */
  public record Content(Nonce nonce, Payload data) {
    /** The most bytes a cell can hold. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Refuses data that no cell can hold. */
    public Content {
      if (data.length() > MOST_BYTES) {
        throw new IllegalArgumentException(
            "cell: " + data.length() + " bytes; at most " + MOST_BYTES + " are allowed");
      }
    }
  }
}
