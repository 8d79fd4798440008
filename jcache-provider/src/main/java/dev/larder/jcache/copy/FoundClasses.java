// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes that one loader found, by name: to ask it again takes a third of the time in which a
 * small object is read. It keeps neither the loader nor a class alive. Safe for any thread.
 */
final class FoundClasses {

  private final WeakReference<@Nullable ClassLoader> loader;
  private final ConcurrentHashMap<String, WeakReference<Class<?>>> classes =
      new ConcurrentHashMap<>();

  FoundClasses(@Nullable ClassLoader loader) {
    this.loader = new WeakReference<>(loader);
  }

  boolean areOf(ClassLoader given) {
    return loader.refersTo(given);
  }

  /**
   * A class by its name.
   *
   * @param given the loader that these are of
   */
  Class<?> find(String name, ClassLoader given) throws ClassNotFoundException {
    WeakReference<Class<?>> known = classes.get(name);
    Class<?> type = known == null ? null : known.get();
    if (type == null) {
      type = Class.forName(name, false, given); // the JVM gives one loader one answer for a name
      classes.put(name, new WeakReference<>(type));
    }
    return type;
  }
}
