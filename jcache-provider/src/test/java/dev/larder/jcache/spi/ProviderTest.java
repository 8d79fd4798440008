// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.jcache.Crew;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.LarderCacheManager;
import dev.larder.jcache.OpenManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The provider: one manager for each URI and class loader, and what closing closes. */
class ProviderTest {
  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final ClassLoader own = ProviderTest.class.getClassLoader();
  private final URI uri = OpenManager.freshUri();

  @AfterEach
  void closeProvider() {
    provider.close();
  }

  private static ClassLoader other() {
    return new URLClassLoader(new URL[0], ProviderTest.class.getClassLoader());
  }

  @Test
  void provider_isTheOneThatCachingFinds() {
    try (CachingProvider found = Caching.getCachingProvider()) {
      assertThat(found).isInstanceOf(LarderCachingProvider.class);
      assertThat(Caching.getCachingProviders()).hasSize(1);
      assertThat(found.getDefaultURI()).isEqualTo(URI.create("larder:local"));
      assertThat(found.isSupported(OptionalFeature.STORE_BY_REFERENCE)).isTrue();
    }
  }

  @Test
  void getCacheManager_sameUriAndLoader_isTheSame() {
    CacheManager manager = provider.getCacheManager(uri, own);

    assertThat(provider.getCacheManager(uri, own)).isSameAs(manager);
    assertThat(provider.getCacheManager(uri, own, new Properties())).isSameAs(manager);
    assertThat(manager.getURI()).isEqualTo(uri);
    assertThat(manager.getClassLoader()).isSameAs(own);
    assertThat(manager.getCachingProvider()).isSameAs(provider);
  }

  @Test
  void getCacheManager_otherUriOrLoader_isAnother() {
    CacheManager manager = provider.getCacheManager(uri, own);

    assertThat(provider.getCacheManager(OpenManager.freshUri(), own)).isNotSameAs(manager);
    assertThat(provider.getCacheManager(uri, other())).isNotSameAs(manager);
  }

  @Test
  void getCacheManager_manyThreads_getTheSame() throws Exception {
    List<Crew.Job<CacheManager>> jobs =
        Crew.startTogether(16, () -> provider.getCacheManager(uri, own));

    CacheManager first = jobs.get(0).result();
    for (Crew.Job<CacheManager> job : jobs) {
      assertThat(job.result()).isSameAs(first);
    }
  }

  @Test
  void getCacheManager_properties_areHandedBackAsACopy() {
    Properties given = new Properties();
    given.setProperty("mine", "1");
    CacheManager manager = provider.getCacheManager(uri, own, given);

    given.setProperty("mine", "2");

    assertThat(manager.getProperties()).containsEntry("mine", "1");
  }

  @Test
  void managers_ofOneUriAndTwoLoaders_shareNothing() {
    Cache<Object, Object> one =
        provider.getCacheManager(uri, own).createCache("books", new MutableConfiguration<>());
    Cache<Object, Object> two =
        provider.getCacheManager(uri, other()).createCache("books", new MutableConfiguration<>());

    one.put("a", 1);

    assertThat(two.containsKey("a")).isFalse();
  }

  @Test
  void close_ofEachKind_closesWhatItSays() {
    ClassLoader other = other();
    URI second = OpenManager.freshUri();
    CacheManager a = provider.getCacheManager(uri, own);
    CacheManager b = provider.getCacheManager(second, own);
    CacheManager c = provider.getCacheManager(uri, other);

    provider.close(uri, own);
    assertThat(List.of(a.isClosed(), b.isClosed(), c.isClosed()))
        .isEqualTo(List.of(true, false, false));
    provider.close(other);
    assertThat(List.of(b.isClosed(), c.isClosed())).isEqualTo(List.of(false, true));
    provider.close();
    assertThat(b.isClosed()).isTrue();
    provider.close(uri, own);
    provider.close(other);

    assertThat(provider.getCacheManager(uri, own)).isNotSameAs(a);
  }

  @Test
  void close_always_endsTheThreads() {
    CacheManager manager = provider.getCacheManager(uri, own);
    Cache<Object, Object> cache =
        manager.createCache(
            "books",
            new MutableConfiguration<>()
                .setExpiryPolicyFactory(
                    javax.cache.expiry.CreatedExpiryPolicy.factoryOf(
                        javax.cache.expiry.Duration.ONE_HOUR)));
    cache.put("a", 1);
    javax.cache.integration.CompletionListenerFuture done =
        new javax.cache.integration.CompletionListenerFuture();
    cache.loadAll(java.util.Set.of("a"), true, done);
    Crew.until(done::isDone);
    assertThat(threadsOf(uri)).isNotEmpty();

    manager.close();

    Crew.until(() -> threadsOf(uri).isEmpty());
  }

  private static List<String> threadsOf(URI uri) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("larder-") && name.contains(uri + "-"))
        .toList();
  }

  @Test
  void open_always_saysItsUriAndWhereThatWasDecided() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (record.getLevel().equals(Level.INFO)) {
              lines.add(new SimpleFormatter().formatMessage(record));
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(LarderCacheManager.class.getName());
    logger.addHandler(handler);
    try {
      Properties properties = new Properties();
      properties.setProperty("larder.uri", uri.toString());
      provider.getCacheManager(null, own, properties).close();
      provider.getCacheManager(uri, own).close();
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(lines.stream().filter(line -> line.contains(uri.toString())))
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).contains("the properties given"),
            line -> assertThat(line).contains("the caller"));
  }

  @Test
  void classLoader_afterClose_isNotHeld() throws Exception {
    WeakReference<ClassLoader> loader = useAndClose();

    collectUntilGone(loader);

    assertThat(loader.get()).isNull();
  }

  /** Uses a manager with a class loader of its own, and values of its classes, then closes it. */
  private WeakReference<ClassLoader> useAndClose() throws Exception {
    ClassLoader loader = new OwnValues();
    CacheManager manager = provider.getCacheManager(uri, loader);
    LarderCache<String, Object> cache =
        (LarderCache<String, Object>)
            manager.createCache(
                "books",
                new MutableConfiguration<String, Object>()
                    .setTypes(String.class, Object.class)
                    .setStatisticsEnabled(true)
                    .setManagementEnabled(true));
    for (Class<?> type : List.of(Page.class, Book.class)) {
      Object value =
          loader
              .loadClass(type.getName())
              .getConstructor(List.class)
              .newInstance(new ArrayList<>(List.of("text")));
      cache.put(type.getName(), value);
      assertThat(cache.get(type.getName())).hasSameClassAs(value).isNotInstanceOf(type);
      cache.<Object>invoke(type.getName(), (entry, arguments) -> entry.getValue());
    }
    manager.close();
    return new WeakReference<>(loader);
  }

  @Test
  void classLoader_gone_isSaid() {
    CacheManager manager = provider.getCacheManager(uri, other());
    WeakReference<ClassLoader> loader = new WeakReference<>(manager.getClassLoader());

    collectUntilGone(loader);

    assertThatThrownBy(manager::getClassLoader)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(uri.toString())
        .hasMessageContaining("class loader is gone");
    manager.close();
  }

  private static void collectUntilGone(WeakReference<?> reference) {
    Crew.until(
        () -> {
          System.gc();
          return reference.get() == null;
        });
  }

  /** A value that is copied directly. */
  public record Page(List<String> lines) {}

  /** A value that goes by serialization. */
  public static final class Book implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<String> lines;

    public Book(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public String toString() {
      return "Book of " + lines.size();
    }
  }

  /** Defines the classes of the values itself. */
  private static final class OwnValues extends ClassLoader {
    OwnValues() {
      super(ProviderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      boolean mine = name.equals(Page.class.getName()) || name.equals(Book.class.getName());
      if (loaded != null || !mine) {
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
      String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
      try (InputStream in = ProviderTest.class.getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
