// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The plans of maps that can change. */
final class Mappings {

  private Mappings() {}

  /** A plan that takes a shallow copy, sets copied values in place, and refills for copied keys. */
  @SuppressWarnings("unchecked")
  static Plan of(Function<Object, Map<?, ?>> shallow) {
    return (original, walk) -> {
      Map<Object, Object> copy = (Map<Object, Object>) shallow.apply(original);
      walk.began(original, copy);
      copyMappings(copy, walk);
      return copy;
    };
  }

  @SuppressWarnings("unchecked")
  static Object copySimpleEntry(Object original, Walk walk) {
    var entry = (AbstractMap.SimpleEntry<Object, @Nullable Object>) original;
    Object key = entry.getKey();
    if (walk.element(key) != key) {
      return new AbstractMap.SimpleEntry<>(walk.element(key), walk.element(entry.getValue()));
    }
    var copy = new AbstractMap.SimpleEntry<Object, @Nullable Object>(key, entry.getValue());
    walk.began(original, copy);
    copy.setValue(walk.element(entry.getValue()));
    return copy;
  }

  private static void copyMappings(Map<Object, Object> copy, Walk walk) {
    if (walk.isShallow()) {
      return;
    }
    Map<Object, Object> copiedKeys = null;
    for (Map.Entry<Object, Object> entry : copy.entrySet()) {
      Object key = entry.getKey();
      Object keyCopy = walk.element(key);
      if (keyCopy != key) {
        copiedKeys = copiedKeys == null ? new IdentityHashMap<>() : copiedKeys;
        copiedKeys.put(key, keyCopy);
      }
      Object value = entry.getValue();
      Object valueCopy = walk.element(value);
      if (valueCopy != value) {
        entry.setValue(valueCopy);
      }
    }
    if (copiedKeys != null) {
      replaceKeys(copy, copiedKeys);
    }
  }

  private static void replaceKeys(Map<Object, Object> map, Map<Object, Object> copiedKeys) {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>(map.size());
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      Object key = entry.getKey();
      entries.add(
          new AbstractMap.SimpleEntry<>(copiedKeys.getOrDefault(key, key), entry.getValue()));
    }
    map.clear();
    for (Map.Entry<Object, Object> entry : entries) {
      map.put(entry.getKey(), entry.getValue());
    }
  }
}
