// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.spi;

import dev.larder.engine.time.TimeSource;
import dev.larder.jcache.LarderCacheManager;
import dev.larder.jcache.callback.UserCode;
import dev.larder.jcache.configuration.ManagerSettings;
import dev.larder.jcache.configuration.Topology;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The one provider, whatever the topology: that is the URI's to say. It keeps one manager for each
 * class loader and URI, and class loaders weakly. Safe for any thread.
 */
public final class LarderCachingProvider implements CachingProvider {
  private final ClassLoader defaultLoader =
      new ContextClassLoader(LarderCachingProvider.class.getClassLoader());
  private final LarderCacheManager.Surroundings surroundings =
      new LarderCacheManager.Surroundings(this, new UserCode(), TimeSource.system(), this::forget);

  /** Guarded by itself. */
  private final Map<ClassLoader, Map<URI, LarderCacheManager>> managers = new WeakHashMap<>();

  /** For {@link javax.cache.Caching}. */
  public LarderCachingProvider() {}

  /**
   * {@inheritDoc} What is {@code null} gets its default: the URI from settings, the class loader
   * from the context of the calling thread.
   *
   * @throws CacheException if the URI or a setting is impossible
   */
  @Override
  public CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
    ClassLoader loader = classLoader == null ? defaultLoader : classLoader;
    Properties given = new Properties();
    if (properties != null) {
      properties.stringPropertyNames().forEach(key -> given.put(key, properties.getProperty(key)));
    }
    URI wanted = uri == null ? defaultUri(loader, given) : uri;
    LarderCacheManager open = find(wanted, loader);
    if (open != null) {
      return open;
    }
    ManagerSettings settings = ManagerSettings.read(loader, Topology.fileOf(wanted), given);
    String decidedBy = uri == null ? settings.uriPlace() : "the caller";
    return open(new LarderCacheManager.Identity(wanted, loader, decidedBy), given, settings);
  }

  private @Nullable LarderCacheManager find(URI uri, ClassLoader loader) {
    synchronized (managers) {
      LarderCacheManager found = managersOf(loader).get(uri);
      return found == null || found.isClosed() ? null : found;
    }
  }

  private static URI defaultUri(ClassLoader loader, Properties given) {
    return ManagerSettings.read(loader, null, given).uri().orElse(Topology.DEFAULT);
  }

  /** Opens a manager, unless another thread has done so since this one looked. */
  private LarderCacheManager open(
      LarderCacheManager.Identity identity, Properties given, ManagerSettings settings) {
    synchronized (managers) {
      LarderCacheManager found = find(identity.uri(), identity.loader());
      if (found != null) {
        return found;
      }
      LarderCacheManager opened = new LarderCacheManager(surroundings, identity, given, settings);
      managers
          .computeIfAbsent(identity.loader(), key -> new HashMap<>())
          .put(identity.uri(), opened);
      return opened;
    }
  }

  private Map<URI, LarderCacheManager> managersOf(ClassLoader loader) {
    return managers.getOrDefault(loader, Map.of());
  }

  private void forget(LarderCacheManager closed) {
    synchronized (managers) {
      managers.values().forEach(ofLoader -> ofLoader.values().remove(closed));
      managers.values().removeIf(Map::isEmpty);
    }
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return defaultLoader;
  }

  /** {@inheritDoc} As settings on the class path or in the system name it, else larder:local. */
  @Override
  public URI getDefaultURI() {
    return defaultUri(defaultLoader, new Properties());
  }

  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    return getCacheManager(uri, classLoader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  @Override
  public void close() {
    List<LarderCacheManager> closing = new ArrayList<>();
    synchronized (managers) {
      managers.values().forEach(ofLoader -> closing.addAll(ofLoader.values()));
    }
    closeAll(closing);
  }

  @Override
  public void close(ClassLoader classLoader) {
    List<LarderCacheManager> closing;
    synchronized (managers) {
      closing = List.copyOf(managersOf(classLoader).values());
    }
    closeAll(closing);
  }

  @Override
  public void close(URI uri, ClassLoader classLoader) {
    List<LarderCacheManager> closing = new ArrayList<>();
    synchronized (managers) {
      LarderCacheManager open = managersOf(classLoader).get(uri);
      if (open != null) {
        closing.add(open);
      }
    }
    closeAll(closing);
  }

  private static void closeAll(List<LarderCacheManager> closing) {
    CacheException failure = null;
    for (LarderCacheManager manager : closing) {
      try {
        manager.close();
      } catch (CacheException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public boolean isSupported(OptionalFeature optionalFeature) {
    return optionalFeature == OptionalFeature.STORE_BY_REFERENCE;
  }
}
