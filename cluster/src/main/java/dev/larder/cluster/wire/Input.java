// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.topology.ProcessId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes on their way to becoming records. Nothing is read, and nothing allocated, beyond the end of
 * the body that is open.
 */
final class Input {
  /** Far above what any message needs: a form that contains itself ends here. */
  private static final int MOST_NESTED = 32;

  private final Reading<Object> reading = new Reading<>(this);
  private final byte[] bytes;
  private final int start;
  private int position;
  private int limit;
  private int nested;
  private List<ProcessId> processes = List.of();

  Input(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.start = offset;
    this.position = offset;
    this.limit = offset + length;
  }

  @SuppressWarnings("unchecked") // what reads has no value, so it is right for every type
  <T> T fields(Form<T> form) {
    return form.pass((Fields<T>) reading);
  }

  WireException refusal(String found) {
    return new WireException("byte " + (position - start) + ": " + found);
  }

  int remaining() {
    return limit - position;
  }

  byte octet() {
    if (position >= limit) {
      throw refusal("the end, where more was to follow");
    }
    return bytes[position++];
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      byte next = octet();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    byte last = octet();
    if ((last & 0xFE) != 0) {
      throw refusal("a number of more than 64 bits");
    }
    return value | (long) last << (Long.SIZE - 1);
  }

  int small() {
    long value = number();
    if (value >>> Integer.SIZE != 0) {
      throw refusal("the number " + Long.toUnsignedString(value) + "; at most 32 bits are allowed");
    }
    return (int) value;
  }

  int fixedInt() {
    need(Integer.BYTES);
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | (bytes[position++] & 0xFF);
    }
    return value;
  }

  long fixedLong() {
    need(Long.BYTES);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[position++] & 0xFF);
    }
    return value;
  }

  /** How many elements follow, each of at least so many bytes. */
  int count(int leastBytes) {
    long count = number();
    if (count < 0 || count > remaining() / leastBytes) {
      throw refusal(
          Long.toUnsignedString(count)
              + " elements of at least "
              + leastBytes
              + " bytes, where "
              + remaining()
              + " bytes are left");
    }
    return (int) count;
  }

  byte[] octets() {
    int length = count(1);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String text(int mostBytes) {
    int length = count(1);
    if (length > mostBytes) {
      throw refusal("a text of " + length + " bytes; at most " + mostBytes + " are allowed");
    }
    int from = position;
    position += length;
    if (isAscii(from)) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    try {
      ByteBuffer encoded = ByteBuffer.wrap(bytes, from, length);
      return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
    } catch (CharacterCodingException notUtf8) { // to replace it could make the text longer
      throw refusal("a text of " + length + " bytes that is not UTF-8");
    }
  }

  private boolean isAscii(int from) {
    for (int at = from; at < position; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Narrows to a body; the answer is needed to leave it. */
  int openBody() {
    int length = count(1);
    if (++nested > MOST_NESTED) {
      throw refusal("a body " + nested + " deep; at most " + MOST_NESTED + " are allowed");
    }
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /** Reads past whatever a newer sender appended to the body. */
  void closeBody(int outer) {
    position = limit;
    limit = outer;
    nested--;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  void knows(List<ProcessId> named) {
    processes = named;
  }

  ProcessId process() {
    long number = number();
    if (number < 0 || number >= processes.size()) {
      throw refusal(
          "process "
              + Long.toUnsignedString(number)
              + "; the frame names "
              + processes.size()
              + " processes, counted from 0");
    }
    return processes.get((int) number);
  }

  private void need(int length) {
    if (remaining() < length) {
      throw refusal(remaining() + " bytes, where " + length + " were to follow");
    }
  }
}
