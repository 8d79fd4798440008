// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plans of classes that cannot change themselves but may hold something that can.
 *
 * <p>If nothing they hold can change, the original is its own copy. A copy is complete only after
 * what it holds, so a cycle that enters through one of them is refused, as Java serialization
 * cannot keep it either.
 */
final class Shells {

  private Shells() {}

  static Object copyList(Object original, Walk walk) {
    if (walk.isShallow()) {
      return original;
    }
    List<?> list = (List<?>) original;
    @Nullable Object[] elements = list.toArray();
    if (!copyAll(elements, walk)) {
      return original;
    }
    return allowsNull(list) ? Arrays.stream(elements).toList() : List.of(elements);
  }

  static Object copySet(Object original, Walk walk) {
    if (walk.isShallow()) {
      return original;
    }
    @Nullable Object[] elements = ((Set<?>) original).toArray();
    return copyAll(elements, walk) ? Set.of(elements) : original;
  }

  static Object copyMap(Object original, Walk walk) {
    if (walk.isShallow()) {
      return original;
    }
    Map<?, ?> map = (Map<?, ?>) original;
    @Nullable Object[] keys = new Object[map.size()];
    @Nullable Object[] values = new Object[keys.length];
    int next = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      keys[next] = entry.getKey();
      values[next++] = entry.getValue();
    }
    boolean keysCopied = copyAll(keys, walk);
    boolean valuesCopied = copyAll(values, walk);
    return keysCopied || valuesCopied ? mapOf(keys, values) : original;
  }

  static Object copyEntry(Object original, Walk walk) {
    Map.Entry<?, ?> entry = (Map.Entry<?, ?>) original;
    @Nullable Object[] parts = {entry.getKey(), entry.getValue()};
    return copyAll(parts, walk) ? entryOf(parts[0], parts[1]) : original;
  }

  static Object copySimpleImmutableEntry(Object original, Walk walk) {
    Map.Entry<?, ?> entry = (Map.Entry<?, ?>) original;
    @Nullable Object[] parts = {entry.getKey(), entry.getValue()};
    return copyAll(parts, walk)
        ? new AbstractMap.SimpleImmutableEntry<>(parts[0], parts[1])
        : original;
  }

  static Object copyOptional(Object original, Walk walk) {
    Object value = ((Optional<?>) original).orElse(null);
    Object copy = walk.element(value);
    return copy == value ? original : Optional.ofNullable(copy);
  }

  static Object copySingletonList(Object original, Walk walk) {
    Object element = ((List<?>) original).get(0);
    Object copy = walk.element(element);
    return copy == element ? original : Collections.singletonList(copy);
  }

  static Object copySingleton(Object original, Walk walk) {
    Object element = ((Collection<?>) original).iterator().next();
    Object copy = walk.element(element);
    return copy == element ? original : Collections.singleton(copy);
  }

  static Object copySingletonMap(Object original, Walk walk) {
    Map.Entry<?, ?> entry = ((Map<?, ?>) original).entrySet().iterator().next();
    @Nullable Object[] parts = {entry.getKey(), entry.getValue()};
    return copyAll(parts, walk) ? Collections.singletonMap(parts[0], parts[1]) : original;
  }

  /**
   * Whether a list comes from {@link java.util.stream.Stream#toList} and not from {@code List.of}:
   * both are of one class, but only the latter is its own immutable copy.
   */
  private static boolean allowsNull(List<?> list) {
    for (Object element : list) {
      if (element == null) {
        return true;
      }
    }
    return List.copyOf(list) != list;
  }

  @SuppressWarnings("unchecked")
  private static Object mapOf(@Nullable Object[] keys, @Nullable Object[] values) {
    Map.Entry<Object, Object>[] entries =
        (Map.Entry<Object, Object>[]) new Map.Entry<?, ?>[keys.length];
    for (int i = 0; i < keys.length; i++) {
      entries[i] = entryOf(keys[i], values[i]);
    }
    return Map.ofEntries(entries);
  }

  @SuppressWarnings("NullAway") // Style: Map.entry held both before, so neither can be null
  private static Map.Entry<Object, Object> entryOf(@Nullable Object key, @Nullable Object value) {
    return Map.entry(key, value);
  }

  /** Copies each part in place; whether one of them changed. */
  private static boolean copyAll(@Nullable Object[] parts, Walk walk) {
    boolean changed = false;
    for (int i = 0; i < parts.length; i++) {
      Object copy = walk.element(parts[i]);
      changed |= copy != parts[i];
      parts[i] = copy;
    }
    return changed;
  }
}
