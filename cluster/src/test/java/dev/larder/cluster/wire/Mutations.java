// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Frames that were good once. */
final class Mutations {
  private static final byte[] EDGES = {0, 1, 2, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF};
  private static final int MOST_CHANGES = 4;

  private final SplittableRandom random;
  private final List<byte[]> frames;

  Mutations(long seed, List<byte[]> frames) {
    this.random = new SplittableRandom(seed);
    this.frames = frames;
  }

  /** The next one; most state their length right, so that what is within them is looked at. */
  byte[] next() {
    byte[] frame = anyFrame().clone();
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      frame = changed(frame);
    }
    if (frame.length >= Integer.BYTES && random.nextInt(20) > 0) {
      new Output(frame).fixedInt(frame.length - Integer.BYTES, 0);
    }
    return frame;
  }

  private byte[] changed(byte[] frame) {
    if (frame.length == 0) {
      return anyFrame().clone();
    }
    int at = random.nextInt(frame.length);
    switch (random.nextInt(7)) {
      case 0 -> frame[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      case 1 -> frame[at] = (byte) random.nextInt();
      case 2, 3 -> frame[at] = EDGES[random.nextInt(EDGES.length)];
      case 4 -> {
        return Arrays.copyOf(frame, at);
      }
      case 5 -> {
        return joined(frame, at, frame, random.nextInt(at + 1));
      }
      default -> {
        byte[] other = anyFrame();
        return joined(frame, at, other, random.nextInt(other.length));
      }
    }
    return frame;
  }

  /** The one up to there, and the other from there on. */
  private static byte[] joined(byte[] head, int headLength, byte[] tail, int tailStart) {
    byte[] both = Arrays.copyOf(head, headLength + tail.length - tailStart);
    System.arraycopy(tail, tailStart, both, headLength, tail.length - tailStart);
    return both;
  }

  private byte[] anyFrame() {
    return frames.get(random.nextInt(frames.size()));
  }
}
