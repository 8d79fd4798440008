// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of notes, as the loader and the writer of a cache. */
@Component
public class NoteTable implements CacheLoader<String, Note>, CacheWriter<String, Note> {
  private final JdbcClient database;

  NoteTable(JdbcClient database) {
    this.database = database;
  }

  /** The note, or the empty one: that there is none is worth keeping too. */
  @Override
  public Note load(String word) {
    return database
        .sql("SELECT text, written_at FROM note WHERE word = :word")
        .param("word", word)
        .query((row, number) -> new Note(row.getString(1), row.getTimestamp(2).toInstant()))
        .optional()
        .orElse(Note.NONE);
  }

  @Override
  public Map<String, Note> loadAll(Iterable<? extends String> words) {
    Map<String, Note> notes = new HashMap<>();
    words.forEach(word -> notes.put(word, load(word)));
    return notes;
  }

  @Override
  public void write(Cache.Entry<? extends String, ? extends Note> entry) {
    Note note = entry.getValue();
    if (note.empty()) {
      delete(entry.getKey());
      return;
    }
    database
        .sql("MERGE INTO note (word, text, written_at) KEY (word) VALUES (?, ?, ?)")
        .params(entry.getKey(), note.text(), Timestamp.from(note.writtenAt()))
        .update();
  }

  /** Writes each, and takes from the collection what is written, as the specification asks. */
  @Override
  public void writeAll(Collection<Cache.Entry<? extends String, ? extends Note>> entries) {
    for (Iterator<Cache.Entry<? extends String, ? extends Note>> each = entries.iterator();
        each.hasNext(); ) {
      write(each.next());
      each.remove();
    }
  }

  @Override
  public void delete(Object word) {
    database.sql("DELETE FROM note WHERE word = ?").params(word).update();
  }

  @Override
  public void deleteAll(Collection<?> words) {
    for (Iterator<?> each = words.iterator(); each.hasNext(); ) {
      delete(each.next());
      each.remove();
    }
  }
}
