// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An {@link Application} in a class loader of its own, which has the application's, Larder's and
 * Hibernate's classes; only the database driver is the server's. What it does it does in threads of
 * its own, which end, as no thread of the test's may remember it.
 */
final class Deployment {
  /** So often the collector is asked, and so long its answer is waited for. */
  private static final int COLLECTIONS = 20;

  private static final long PATIENCE_MILLIS = 500;

  private static final List<String> OF_THE_SERVER =
      List.of(
          "java.",
          "javax.management.",
          "javax.naming.",
          "javax.net.",
          "javax.script.",
          "javax.security.",
          "javax.sql.",
          "javax.transaction.xa.",
          "javax.xml.",
          "jdk.",
          "sun.",
          "com.sun.org.",
          "org.h2.",
          "org.w3c.",
          "org.xml.");

  private Loader loader;
  private AutoCloseable application;

  /** Prefers its own classes over those of the loader above it. */
  private static final class Loader extends URLClassLoader {
    static {
      registerAsParallelCapable();
    }

    Loader(URL[] urls) {
      super("application", urls, Deployment.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (OF_THE_SERVER.stream().anyMatch(name::startsWith)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }

    @Override
    public URL getResource(String name) {
      return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return findResources(name);
    }
  }

  /** Deploys. */
  static Deployment start() throws Exception {
    DriverManager.getConnection("jdbc:h2:mem:server").close(); // H2's hook keeps its first caller
    Deployment deployment = new Deployment();
    deployment.loader = new Loader(urls());
    Class<?> main = deployment.loader.loadClass(Application.class.getName());
    deployment.inOwnThread(
        () -> {
          try {
            deployment.application = (AutoCloseable) main.getConstructor().newInstance();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the application did not start", e);
          }
          return true;
        });
    return deployment;
  }

  private static URL[] urls() {
    String paths =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(paths.split(File.pathSeparator)).map(Deployment::url).toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("not a path: " + path, e);
    }
  }

  /** Whether the application serves from its cache. */
  boolean serves() throws InterruptedException {
    @SuppressWarnings("unchecked")
    Supplier<Boolean> served = (Supplier<Boolean>) application;
    return inOwnThread(served);
  }

  /** Undeploys, and gives back what is cleared once nothing holds the loader any more. */
  Undeployed stop() throws InterruptedException {
    AutoCloseable ending = application;
    boolean unused =
        inOwnThread(
            () -> {
              try {
                ending.close();
              } catch (Exception e) {
                throw new IllegalStateException("the application did not stop", e);
              }
              return true;
            });
    forgetRecords();
    Undeployed undeployed = new Undeployed(loader);
    try {
      loader.close();
    } catch (IOException e) {
      throw new IllegalStateException("the loader did not close", e);
    }
    application = null;
    loader = null;
    return undeployed;
  }

  /** JDK 17 remembers the type of the record component it linked last, for each method. */
  private static void forgetRecords() {
    forget("equals", MethodType.methodType(boolean.class, Linked.class, Object.class));
    forget("hashCode", MethodType.methodType(int.class, Linked.class));
    forget("toString", MethodType.methodType(String.class, Linked.class));
  }

  private static void forget(String method, MethodType type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandle component = lookup.findGetter(Linked.class, "text", String.class);
      Object unused =
          ObjectMethods.bootstrap(lookup, method, type, Linked.class, "text", component);
    } catch (Throwable e) {
      throw new IllegalStateException("a record was not linked", e);
    }
  }

  /** Has a component of a type of the JDK's own. */
  private record Linked(String text) {}

  private <T> T inOwnThread(Supplier<T> work) throws InterruptedException {
    List<T> answer = new ArrayList<>();
    List<Throwable> failure = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.add(work.get());
              } catch (RuntimeException | Error e) {
                failure.add(e);
              }
            },
            "deployment");
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    if (!failure.isEmpty()) {
      throw new IllegalStateException("the application failed", failure.get(0));
    }
    return answer.get(0);
  }

  /** What an undeployed application was loaded by. */
  static final class Undeployed {
    private final ReferenceQueue<ClassLoader> cleared = new ReferenceQueue<>();
    private final WeakReference<ClassLoader> loader;

    private Undeployed(ClassLoader loader) {
      this.loader = new WeakReference<>(loader, cleared);
    }

    /** Whether the collector takes it. */
    boolean isCollected() throws InterruptedException {
      for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
        System.gc();
        if (cleared.remove(PATIENCE_MILLIS) != null) {
          return true;
        }
      }
      return loader.get() == null;
    }
  }
}
