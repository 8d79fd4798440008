// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.message.Message;
import dev.larder.cluster.topology.ProcessId;
import java.util.Objects;

/** Messages as frames. Safe for any thread, each with an output of its own. */
public final class MessageCodec {
  /** The longest frame, without the four bytes that state its length. */
  public static final int MOST_BYTES = Frame.MOST_BYTES;

  private static final Frame<Envelope> FRAME = new Frame<>(MessageShapes.ENVELOPE);

  private MessageCodec() {}

  /** A frame in an array of its own. */
  public static byte[] encode(ProcessId from, ProcessId to, Message message) {
    Output out = new Output();
    encode(new Envelope(from, to, message), out);
    return out.toByteArray();
  }

  /**
   * Appends a frame; if it cannot, the output is as it was before.
   *
   * @throws IllegalArgumentException if the frame would be longer than {@link #MOST_BYTES}
   */
  public static void encode(Envelope envelope, Output out) {
    FRAME.write(envelope, out);
  }

  /**
   * What a frame says.
   *
   * @throws WireException whatever else the bytes are; nothing else is thrown
   */
  public static Envelope decode(byte[] frame) {
    return decode(frame, 0, frame.length);
  }

  /** The same for a frame that is part of an array. */
  public static Envelope decode(byte[] bytes, int offset, int length) {
    return FRAME.read(bytes, Objects.checkFromIndexSize(offset, length, bytes.length), length);
  }
}
