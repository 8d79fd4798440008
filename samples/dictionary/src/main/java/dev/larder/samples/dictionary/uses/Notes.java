// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import static dev.larder.samples.dictionary.caching.CacheNames.NOTES;

import dev.larder.samples.dictionary.caching.CacheSwitch;
import dev.larder.samples.dictionary.caching.LarderSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.springframework.stereotype.Component;

/** Users' notes: a note is in the database before {@code write} returns, and then in the cache. */
@Component
public class Notes {
  private static final int ENTRIES = 10_000;

  private final NoteTable table;
  private final CacheSwitch cacheSwitch;
  private final Cache<String, Note> cache;

  Notes(CacheManager caches, NoteTable table, CacheSwitch cacheSwitch) {
    this.table = table;
    this.cacheSwitch = cacheSwitch;
    var settings = LarderSettings.<String, Note>bounded(ENTRIES);
    // lines: note
    settings.setReadThrough(true).setCacheLoaderFactory(() -> table);
    settings.setWriteThrough(true).setCacheWriterFactory(() -> table);
    cache = caches.createCache(NOTES, settings);
    // end
  }

  /** The note about a word; an empty one if there is none. */
  public Note of(String word) {
    return cacheSwitch.on() ? cache.get(word) : table.load(word);
  }

  /** Writes a note; an empty text takes it away. The switch is for reading: this goes through. */
  public Note write(String word, String text) {
    var note = new Note(text, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    cache.put(word, note);
    return note;
  }
}
