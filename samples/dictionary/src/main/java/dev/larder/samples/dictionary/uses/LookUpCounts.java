// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheNames;
import dev.larder.samples.dictionary.caching.LarderSettings;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.processor.MutableEntry;
import org.springframework.stereotype.Component;

/**
 * How often each word was looked up: counted in the cache at once, written to the database behind.
 * The switch does not touch it: two ways to write one row would overwrite each other.
 */
@Component
public class LookUpCounts {
  private static final int ENTRIES = 20_000;

  private final LookUpTable table;
  private final Cache<String, Long> cache;

  LookUpCounts(CacheManager caches, LookUpTable table) {
    this.table = table;
    var settings = LarderSettings.<String, Long>writtenBehind(ENTRIES);
    settings.setReadThrough(true).setCacheLoaderFactory(() -> table);
    settings.setCacheWriterFactory(() -> table);
    cache = caches.createCache(CacheNames.LOOK_UPS, settings);
  }

  /** Counts one more look-up of a word and tells how many there are now. */
  public long countOneMore(String word) {
    return cache.invoke(word, (entry, arguments) -> increment(entry));
  }

  // lines: count
  private static long increment(MutableEntry<String, Long> entry) {
    entry.setValue(entry.getValue() + 1);
    return entry.getValue();
    // end
  }

  /** The writes that wait, and those that are done. */
  public WriteBehind writeBehind() {
    LarderSettings.Queue queue = LarderSettings.queueOf(cache);
    return new WriteBehind(queue.pending(), queue.deadLetters(), table.rowsWritten());
  }

  /** How the queue stands. */
  public record WriteBehind(int pending, int deadLetters, long rowsWritten) {}
}
