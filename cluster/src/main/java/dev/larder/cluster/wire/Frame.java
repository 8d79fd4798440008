// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.topology.ProcessId;
import java.util.List;

/**
 * The layout around a content, in this order:
 *
 * <ol>
 *   <li>the length of what follows, in four bytes;
 *   <li>the version of the sender, one byte: for people and tools, nobody decides by it;
 *   <li>the required features: how many, and the name of each. A receiver that does not know one of
 *       them refuses the frame;
 *   <li>the content, with its length before it;
 *   <li>the processes that the content names, each once; in the content they are numbers. They
 *       follow it so that fields which a receiver reads past cannot shift them.
 * </ol>
 *
 * <p>What comes behind that is read past.
 */
record Frame<T>(Shape<T> content) {
  /** The present version; see {@code golden} in the tests for what each has looked like. */
  static final int VERSION = 1;

  /** A longer frame is refused before it is read (frames carry batches of 256 KiB). */
  static final int MOST_BYTES = 16 * 1024 * 1024;

  private static final Shape<List<String>> FEATURES = Shapes.list(Shapes.text(64), 16);
  private static final Shape<List<ProcessId>> PROCESSES =
      Shapes.list(TopologyShapes.LISTED_PROCESS);

  /** Appends a frame, or nothing at all. */
  void write(T value, Output out) {
    int start = out.length();
    boolean written = false;
    try {
      out.forgetProcesses();
      writeBehind(out.skip(Integer.BYTES), value, out);
      written = true;
    } finally {
      if (!written) {
        out.truncate(start);
      }
    }
  }

  private void writeBehind(int length, T value, Output out) {
    int start = out.length();
    out.octet(VERSION);
    FEATURES.write(List.of(), out);
    content.write(value, out);
    PROCESSES.write(out.processes(), out);
    int written = out.length() - start;
    if (written > MOST_BYTES) {
      throw new IllegalArgumentException(
          "frame: " + written + " bytes; at most " + MOST_BYTES + " are allowed");
    }
    out.fixedInt(written, length);
  }

  T read(byte[] bytes, int offset, int length) {
    Input in = new Input(bytes, offset, length);
    int stated = in.fixedInt();
    if (stated != in.remaining() || stated > MOST_BYTES) {
      throw in.refusal(
          "a frame of "
              + Integer.toUnsignedString(stated)
              + " bytes, where "
              + in.remaining()
              + " follow; at most "
              + MOST_BYTES
              + " are allowed");
    }
    if (in.octet() == 0) {
      throw in.refusal("frame version 0; versions begin at 1, and ours is " + VERSION);
    }
    List<String> features = FEATURES.read(in);
    if (!features.isEmpty()) {
      throw in.refusal("the frame requires " + features + "; none are known");
    }
    return readContent(in);
  }

  private T readContent(Input in) {
    int start = in.position();
    int outer = in.openBody();
    in.closeBody(outer);
    in.knows(PROCESSES.read(in));
    in.moveTo(start);
    return content.read(in);
  }
}
