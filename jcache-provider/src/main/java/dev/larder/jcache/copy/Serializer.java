// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.IOException;

/**
 * Turns values that cannot be copied directly into bytes and back.
 *
 * <p>A store-by-value cache copies immutable values, records and the common types of the JDK
 * without it. One serializer serves many threads at once.
 */
public interface Serializer {

  /**
   * The bytes that {@link #deserialize} turns back into an equal value.
   *
   * @throws java.io.NotSerializableException if the value, or something it refers to, is of a class
   *     that cannot be serialized; the message is the name of that class
   * @throws IOException if it cannot be serialized for another reason
   */
  byte[] serialize(Object value) throws IOException;

  /**
   * A new value, equal to the serialized one, whose classes are found by the given loader.
   *
   * @param bytes what {@link #serialize} returned; not to be changed
   * @param loader the class loader of the cache manager that reads
   * @throws ClassNotFoundException if the loader does not find a class of the value
   * @throws IOException if the bytes cannot be read or are not accepted
   */
  Object deserialize(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException;
}
