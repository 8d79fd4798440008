// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import java.io.File;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
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
import org.jspecify.annotations.Nullable;

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

  /**
   * The JDK's {@code ObjectMethods} has a method handle for each method of records, and the handle
   * remembers the types that it was linked for last. JDK 17 holds them ({@code asTypeCache}). JDK
   * 25 holds those of a loader that is not its own softly, apart from the others ({@code
   * asTypeSoftCache}): until memory is short. A record of one more loader, which nobody asks for,
   * takes the place of the application's; on JDK 25 one of the test's own would not.
   */
  private static void forgetRecords() {
    try (Loader other = new Loader(urls())) {
      Constructor<?> constructor = other.loadClass(Linked.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      Object record = constructor.newInstance();
      Object unused = List.of(record.equals(other), record.hashCode(), record.toString());
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException("a record was not linked", e);
    }
  }

  /** It and its component are of one loader. A method of it is linked when first called. */
  private record Linked(@Nullable Linked component) {
    Linked() {
      this(null);
    }
  }

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
