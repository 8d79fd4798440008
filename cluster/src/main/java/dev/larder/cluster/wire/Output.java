// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.topology.ProcessId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where frames are written, one behind the other: an array that grows and is used again. For one
 * thread at a time.
 */
public final class Output {
  private static final int FIRST_BYTES = 512;

  /** What one large frame needed is not kept for ever: a node has an output per event loop. */
  private static final int MOST_BYTES_KEPT = 1024 * 1024;

  private final Writing<Object> writing = new Writing<>(this);
  private final Map<ProcessId, Integer> numbers = new HashMap<>();
  private final List<ProcessId> processes = new ArrayList<>();
  private byte[] bytes;
  private int end;

  /** With an array of its own. */
  public Output() {
    this(new byte[FIRST_BYTES]);
  }

  /** With this array, for as long as it is large enough. */
  public Output(byte[] first) {
    this.bytes = first;
  }

  /** The array written to at present; what is behind {@link #length} is of no meaning. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes have been written. */
  public int length() {
    return end;
  }

  /** A copy of what has been written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, end);
  }

  /** Begins anew. */
  public void clear() {
    end = 0;
    if (bytes.length > MOST_BYTES_KEPT) {
      bytes = new byte[FIRST_BYTES];
    }
  }

  void truncate(int length) {
    end = length;
  }

  <T> void fields(T value, Form<T> form) {
    writing.state(value, form);
  }

  void octet(int value) {
    room(1);
    bytes[end++] = (byte) value;
  }

  /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
  void number(long value) {
    room(Long.BYTES + 2);
    end = put(value, end);
  }

  void fixedInt(int value, int at) {
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  void fixedLong(long value) {
    room(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[end++] = (byte) (value >>> shift);
    }
  }

  void octets(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, end, value.length);
    end += value.length;
  }

  void text(String value, int mostBytes) {
    if (!isAscii(value)) {
      byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
      checkText(encoded.length, mostBytes);
      octets(encoded);
      return;
    }
    int length = value.length();
    checkText(length, mostBytes);
    number(length);
    room(length);
    for (int i = 0; i < length; i++) {
      bytes[end++] = (byte) value.charAt(i);
    }
  }

  /** Leaves room for something that is filled in later. */
  int skip(int length) {
    room(length);
    end += length;
    return end - length;
  }

  /** Begins what is to have its length before it. */
  int openBody() {
    return skip(1);
  }

  /** Writes the length; a body of 128 bytes and more moves up to make room for it. */
  void closeBody(int start) {
    int length = end - start - 1;
    int more = sizeOf(length) - 1;
    if (more > 0) {
      room(more);
      System.arraycopy(bytes, start + 1, bytes, start + 1 + more, length);
      end += more;
    }
    int unused = put(length, start);
  }

  void forgetProcesses() {
    numbers.clear();
    processes.clear();
  }

  /** The processes named since they were last forgotten, by their numbers. */
  List<ProcessId> processes() {
    return processes;
  }

  void process(ProcessId id) {
    Integer known = numbers.get(id);
    if (known == null) {
      known = processes.size();
      numbers.put(id, known);
      processes.add(id);
    }
    number(known);
  }

  private int put(long value, int start) {
    int at = start;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    return at;
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static void checkText(int length, int mostBytes) {
    if (length > mostBytes) {
      throw new IllegalArgumentException(
          "text: " + length + " bytes; at most " + mostBytes + " are allowed");
    }
  }

  private static int sizeOf(int value) {
    int size = 1;
    for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
      size++;
    }
    return size;
  }

  private void room(int more) {
    int needed = Math.addExact(end, more);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }
}
