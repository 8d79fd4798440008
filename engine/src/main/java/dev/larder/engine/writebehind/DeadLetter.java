// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

/**
 * A write that was given up after its last attempt. Its text hides the key.
 *
 * @param key the key
 * @param kind what should have been done with it
 * @param version the version of the write
 * @param attempts how often it was tried
 * @param cause why the last attempt failed
 * @param sinceMillis when it was given up
 * @param <K> the type of the keys
 */
public record DeadLetter<K>(
    K key, WriteKind kind, long version, int attempts, String cause, long sinceMillis) {
  @Override
  public String toString() {
    return "DeadLetter[kind="
        + kind
        + ", version="
        + version
        + ", attempts="
        + attempts
        + ", cause="
        + cause
        + ", sinceMillis="
        + sinceMillis
        + "]";
  }
}
