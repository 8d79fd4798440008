// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import dev.larder.engine.time.TimeSource;
import dev.larder.jcache.callback.UserCode;
import dev.larder.jcache.configuration.LarderConfiguration;
import dev.larder.jcache.configuration.ManagerSettings;
import dev.larder.jcache.spi.LarderCachingProvider;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheManager;

/** A provider of its own with one open manager, for one test; closing it closes both. */
public final class OpenManager implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final CacheManager manager;

  private OpenManager(Properties properties) {
    manager = provider.getCacheManager(freshUri(), OpenManager.class.getClassLoader(), properties);
  }

  private OpenManager(TimeSource time) {
    ClassLoader loader = OpenManager.class.getClassLoader();
    manager =
        new LarderCacheManager(
            new LarderCacheManager.Surroundings(provider, new UserCode(), time, closed -> {}),
            new LarderCacheManager.Identity(freshUri(), loader, "a test"),
            new Properties(),
            ManagerSettings.read(loader, null, new Properties()));
  }

  /** A URI that no other test has. */
  public static URI freshUri() {
    return URI.create("larder:local/test-" + COUNT.incrementAndGet());
  }

  public static OpenManager open() {
    return new OpenManager(new Properties());
  }

  /** With settings: keys and values in turn. */
  public static OpenManager with(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return new OpenManager(properties);
  }

  /** Under a clock turned by hand. */
  public static OpenManager at(TimeSource time) {
    return new OpenManager(time);
  }

  /** Ends what is due by now, as the alarm does under a clock that goes by itself. */
  public void ring() {
    ((LarderCacheManager) manager).stores().onAlarm();
  }

  public CacheManager manager() {
    return manager;
  }

  public LarderCachingProvider provider() {
    return provider;
  }

  public <K, V> LarderCache<K, V> cache(String name, LarderConfiguration<K, V> configuration) {
    return (LarderCache<K, V>) manager.createCache(name, configuration);
  }

  /** A cache of whole numbers by text, counting. */
  public LarderCache<String, Integer> counted(String name) {
    return cache(name, numbers().setStatisticsEnabled(true));
  }

  public static LarderConfiguration<String, Integer> numbers() {
    return new LarderConfiguration<String, Integer>().setTypes(String.class, Integer.class);
  }

  @Override
  public void close() {
    manager.close();
    provider.close();
  }
}
