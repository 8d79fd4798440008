// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.spi;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes and resources by the context class loader of the thread that asks, then by the
 * provider's own: the default of a provider that may sit above many applications.
 */
final class ContextClassLoader extends ClassLoader {

  ContextClassLoader(@Nullable ClassLoader own) {
    super(own);
  }

  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    ClassLoader context = context();
    if (context != null) {
      try {
        return context.loadClass(name);
      } catch (ClassNotFoundException e) {
        return loadOwn(name, e);
      }
    }
    return super.loadClass(name);
  }

  private Class<?> loadOwn(String name, ClassNotFoundException notInContext)
      throws ClassNotFoundException {
    try {
      return super.loadClass(name);
    } catch (ClassNotFoundException e) {
      e.addSuppressed(notInContext);
      throw e;
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    ClassLoader context = context();
    URL found = context == null ? null : context.getResource(name);
    return found == null ? super.getResource(name) : found;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    ClassLoader context = context();
    return context == null ? super.getResources(name) : context.getResources(name);
  }

  private @Nullable ClassLoader context() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == this ? null : context;
  }
}
