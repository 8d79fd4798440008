// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate;

import dev.larder.hibernate.configuration.FactorySettings;
import dev.larder.jcache.SharedStores;
import dev.larder.jcache.SharedStores.LastMember;
import dev.larder.jcache.spi.LarderCachingProvider;
import java.net.URI;
import java.util.Optional;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.hibernate.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Joining those whose stores live in a cache manager: one that is given, named, or of our own. */
final class Membership {
  /** One for all session factories of a class loader that say nothing else. */
  private static final URI OWN = URI.create("larder:local/hibernate");

  /** So often somebody else may close our own manager while we are about to use it. */
  private static final int ATTEMPTS = 10;

  private Membership() {}

  /**
   * Joins the users of a manager's stores.
   *
   * @throws CacheException if the manager is closed or not Larder's, or the URI is refused
   */
  static SharedStores.Member join(FactorySettings settings) {
    Optional<Object> given = settings.manager();
    if (given.isPresent()) {
      return joinGiven(given.get());
    }
    Optional<URI> named = settings.uri();
    LastMember lastMember =
        named.isPresent() ? LastMember.LEAVES_THE_MANAGER_OPEN : LastMember.CLOSES_THE_MANAGER;
    IllegalStateException closed = new IllegalStateException("not tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return open(named.orElse(OWN)).unwrap(SharedStores.class).join(lastMember);
      } catch (IllegalStateException e) { // the last of its users left meanwhile
        closed = e;
      }
    }
    throw new CacheException("cache manager " + named.orElse(OWN) + " is closed", closed);
  }

  private static SharedStores.Member joinGiven(Object given) {
    String setting = FactorySettings.PREFIX + "manager";
    if (!(given instanceof CacheManager manager)) {
      throw new CacheException(
          "setting "
              + setting
              + ": a "
              + given.getClass().getName()
              + " was given; give a live javax.cache.CacheManager of Larder, or leave it out");
    }
    if (manager.isClosed()) {
      throw new CacheException("setting " + setting + ": " + manager + " is closed");
    }
    try {
      return manager.unwrap(SharedStores.class).join(LastMember.LEAVES_THE_MANAGER_OPEN);
    } catch (IllegalArgumentException e) {
      throw new CacheException(
          "setting " + setting + ": " + manager.getClass().getName() + " is not Larder's", e);
    }
  }

  private static CacheManager open(URI uri) {
    @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? Membership.class.getClassLoader() : context;
    try {
      return Caching.getCachingProvider(LarderCachingProvider.class.getName(), loader)
          .getCacheManager(uri, loader);
    } catch (javax.cache.CacheException e) {
      throw new CacheException("second-level cache: " + e.getMessage(), e);
    }
  }
}
