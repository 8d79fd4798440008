// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

import dev.larder.engine.writebehind.WriteBehindOptions;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.configuration.LarderConfiguration;
import javax.cache.Cache;

/** What the application asks of Larder beyond JSR-107; all else here is the standard's. */
public final class LarderSettings {
  private LarderSettings() {}

  /** Settings of a cache that counts its hits and keeps at most so many entries. */
  public static <K, V> LarderConfiguration<K, V> bounded(long entries) {
    return new LarderConfiguration<K, V>().setMaximumSize(entries).setStatisticsEnabled(true);
  }

  /** The same, with writes that the caller does not wait for: they go in batches, after 1 s. */
  public static <K, V> LarderConfiguration<K, V> writtenBehind(long entries) {
    return LarderSettings.<K, V>bounded(entries).setWriteBehind(WriteBehindOptions.defaults());
  }

  /** How many writes wait to be written behind, and how many were given up. */
  public static Queue queueOf(Cache<?, ?> cache) {
    LarderCache<?, ?> larder = cache.unwrap(LarderCache.class);
    return larder
        .writeBehind()
        .map(view -> new Queue(view.pending(), view.deadLetters().size()))
        .orElse(Queue.NONE);
  }

  /** A write-behind queue as it stands. */
  public record Queue(int pending, int deadLetters) {
    static final Queue NONE = new Queue(0, 0);
  }
}
