// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Calendar;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A text that two object graphs share exactly if they have the same classes, contents and order,
 * and their containers refer to each other in the same way.
 */
@SuppressWarnings("JavaUtilDate") // Style: what users store is theirs to choose
final class Picture {

  private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private Picture() {}

  static String of(Object root) {
    Picture picture = new Picture();
    picture.draw(root);
    return picture.text.toString();
  }

  private void draw(Object object) {
    if (object == null) {
      text.append("null ");
    } else if (isContainer(object)) {
      drawContainer(object);
    } else if (object instanceof Date date) {
      text.append(object.getClass().getName()).append(date.getTime()).append(' ');
    } else if (object instanceof Calendar calendar) {
      text.append(object.getClass().getName()).append(calendar.getTimeInMillis()).append(' ');
    } else {
      text.append(object.getClass().getName()).append(':').append(object).append(' ');
    }
  }

  private static boolean isContainer(Object object) {
    return object instanceof Collection<?>
        || object instanceof Map<?, ?>
        || object instanceof Map.Entry<?, ?>
        || object instanceof Optional<?>
        || object instanceof Record
        || object instanceof Fixtures.Bean
        || object.getClass().isArray();
  }

  private void drawContainer(Object object) {
    Integer known = numbers.get(object);
    if (known != null) {
      text.append('#').append(known).append(' ');
      return;
    }
    numbers.put(object, numbers.size());
    text.append(object.getClass().getName()).append("( ");
    if (object instanceof Collection<?> collection) {
      collection.forEach(this::draw);
    } else if (object instanceof Map<?, ?> map) {
      ordered(map)
          .forEach(
              (key, value) -> {
                draw(key);
                draw(value);
              });
    } else if (object instanceof Map.Entry<?, ?> entry) {
      draw(entry.getKey());
      draw(entry.getValue());
    } else if (object instanceof Optional<?> optional) {
      draw(optional.orElse(null));
    } else if (object instanceof Record) {
      drawRecord(object);
    } else if (object instanceof Fixtures.Bean bean) {
      draw(bean.content);
    } else {
      for (int i = 0; i < Array.getLength(object); i++) {
        draw(Array.get(object, i));
      }
    }
    text.append(") ");
  }

  /** A hash map promises no order, so its mappings are drawn by the text of their keys. */
  private static Map<?, ?> ordered(Map<?, ?> map) {
    if (map.getClass() != HashMap.class) {
      return map;
    }
    Map<Object, Object> sorted = new TreeMap<>(Comparator.comparing(String::valueOf));
    sorted.putAll(map);
    return sorted;
  }

  private void drawRecord(Object object) {
    for (RecordComponent component : object.getClass().getRecordComponents()) {
      try {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        draw(accessor.invoke(object));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
  }
}
