// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

/**
 * Bytes that say nothing we know. Unchecked, and the only exception that decoding throws; whoever
 * takes bytes from a socket or a cell catches it there. It has no stack trace, for the bytes are at
 * fault and a peer may send many; its message says at which byte, what was found, what is known.
 */
public final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WireException(String message) {
    super(message, null, false, false);
  }
}
