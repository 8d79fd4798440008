// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sizes on a 64-bit heap with compressed references. */
final class Layout {

  private static final long HEADER_BYTES = 12;
  private static final long ARRAY_HEADER_BYTES = 16;
  private static final long REFERENCE_BYTES = 4;

  private Layout() {}

  /** An object with fields of so many bytes. */
  static long object(long fieldBytes) {
    return aligned(HEADER_BYTES + fieldBytes);
  }

  static long array(long elementBytes, long length) {
    return aligned(ARRAY_HEADER_BYTES + elementBytes * length);
  }

  static long fieldBytes(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == int.class || type == float.class) {
      return 4;
    }
    if (type == short.class || type == char.class) {
      return 2;
    }
    return type.isPrimitive() ? 1 : REFERENCE_BYTES;
  }

  /** The bytes of an object that refers to nothing but its own parts, or -1 for any other. */
  static long scalar(Object object) {
    if (object instanceof String string) {
      return string(string);
    }
    if (object instanceof Enum<?> || object instanceof Class<?>) {
      return 0;
    }
    Class<?> type = object.getClass();
    if (type.isArray()) {
      return primitiveArray(object);
    }
    if (Immutables.contains(type)) {
      return immutable(object);
    }
    return Containers.planOf(type) == Plan.FOREIGN ? -1 : mutable(object);
  }

  /** A collection or map of the given size without what it holds. */
  static long container(Object container, int size) {
    if (container instanceof EnumMap<?, ?>) {
      return object(16) + array(4, size);
    }
    if (container instanceof IdentityHashMap<?, ?>) {
      return object(24) + array(8, hashTableLength(size));
    }
    if (container instanceof LinkedHashMap<?, ?>) {
      return object(44) + array(4, hashTableLength(size)) + object(28) * size;
    }
    if (container instanceof LinkedHashSet<?>) {
      return object(4) + object(44) + array(4, hashTableLength(size)) + object(28) * size;
    }
    if (container instanceof TreeMap<?, ?>) {
      return object(36) + object(25) * size;
    }
    if (container instanceof TreeSet<?>) {
      return object(4) + object(36) + object(25) * size;
    }
    if (container instanceof LinkedList<?>) {
      return object(16) + object(12) * size;
    }
    boolean array =
        container instanceof ArrayList<?>
            || container instanceof Vector<?>
            || container instanceof ArrayDeque<?>
            || container instanceof PriorityQueue<?>
            || container instanceof CopyOnWriteArrayList<?>;
    return array ? object(12) + array(4, size) : unseen(container, size);
  }

  /** The immutable collections of the JDK, by their package, and what else hashes. */
  private static long unseen(Object container, int size) {
    String name = container.getClass().getName();
    if (name.startsWith("java.util.Collections$Singleton")) {
      return object(20);
    }
    if (!name.startsWith("java.util.ImmutableCollections$")) {
      long set = container instanceof Set<?> ? object(4) : 0;
      return set + object(36) + array(4, hashTableLength(size)) + object(16) * size;
    }
    if (name.endsWith("12") || name.endsWith("1")) {
      return object(8);
    }
    int slots = container instanceof List<?> ? 1 : container instanceof Set<?> ? 2 : 4;
    return object(8) + array(4, (long) slots * size);
  }

  private static long string(String string) {
    int length = string.length();
    for (int i = 0; i < length; i++) {
      if (string.charAt(i) > 0xFF) {
        return object(9) + array(2, length);
      }
    }
    return object(9) + array(1, length);
  }

  private static long primitiveArray(Object array) {
    Class<?> component = array.getClass().getComponentType();
    return component.isPrimitive() ? array(fieldBytes(component), Array.getLength(array)) : -1;
  }

  private static long immutable(Object object) {
    if (object instanceof Number number) {
      return number(number);
    }
    if (object instanceof Boolean || object instanceof Character) {
      return object(2);
    }
    if (object instanceof UUID) {
      return object(16);
    }
    if (object instanceof ZonedDateTime || object instanceof OffsetDateTime) {
      return 2 * object(12) + object(8) + object(7);
    }
    if (object instanceof URI || object instanceof URL) {
      return object(60) + 2 * string(object.toString());
    }
    if (object instanceof Temporal || object instanceof TemporalAmount) {
      return object(12) + object(8); // a local date-time has two parts, the others are smaller
    }
    return 64; // the few others: locales, currencies, addresses, patterns, files
  }

  private static long number(Number number) {
    if (number instanceof Long || number instanceof Double) {
      return object(8);
    }
    if (number instanceof BigInteger integer) {
      return bigInteger(integer);
    }
    if (number instanceof BigDecimal decimal) {
      boolean compact = decimal.precision() <= 18;
      return object(20) + (compact ? 0 : bigInteger(decimal.unscaledValue()));
    }
    return object(4);
  }

  private static long bigInteger(BigInteger integer) {
    return object(24) + array(4, integer.bitLength() / 32 + 1L);
  }

  private static long mutable(Object object) {
    if (object instanceof CharSequence text) {
      return object(9) + array(2, text.length());
    }
    if (object instanceof BitSet bits) {
      return object(9) + array(8, bits.size() / 64L);
    }
    if (object instanceof GregorianCalendar) {
      return 500;
    }
    if (object instanceof EnumSet<?> set) {
      return object(16) + array(8, set.size() / 64L);
    }
    if (object instanceof Date) {
      return object(16);
    }
    return object instanceof Number || object instanceof AtomicBoolean ? object(8) : -1;
  }

  /** The table of a hash map that was filled by a copy of another one. */
  private static long hashTableLength(int size) {
    return size == 0 ? 0 : Long.highestOneBit(size * 4L / 3) * 2;
  }

  private static long aligned(long bytes) {
    return (bytes + 7) & -8;
  }
}
