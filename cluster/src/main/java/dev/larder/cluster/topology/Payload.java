// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that nodes carry and compare but never read: a marshalled key or value, the content of a
 * cell.
 */
public final class Payload {
  private final byte[] bytes;
  private final int hash;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /** Around an array that from now on nobody changes. */
  public static Payload of(byte[] bytes) {
    return new Payload(bytes);
  }

  /** The bytes of a text in UTF-8. */
  public static Payload of(String text) {
    return new Payload(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The array itself; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  /** The bytes read as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload payload
        && hash == payload.hash
        && Arrays.equals(bytes, payload.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The length alone: what is in there is private. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
