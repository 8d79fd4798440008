// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of look-up counts, as the loader and the writer of a cache; writes go in batches. */
@Component
public class LookUpTable implements CacheLoader<String, Long>, CacheWriter<String, Long> {
  private static final String LOAD = "SELECT COALESCE(MAX(times), 0) FROM look_up WHERE word = ?";
  private static final String WRITE = "MERGE INTO look_up (word, times) KEY (word) VALUES (?, ?)";
  private static final String DELETE = "DELETE FROM look_up WHERE word = ?";

  private final JdbcTemplate database;
  private final LongAdder rowsWritten = new LongAdder();

  LookUpTable(JdbcTemplate database) {
    this.database = database;
  }

  /** Rows written since the start: fewer than look-ups, for the counts of a word come together. */
  public long rowsWritten() {
    return rowsWritten.sum();
  }

  @Override
  public Long load(String word) {
    Long times = database.queryForObject(LOAD, Long.class, word);
    return times == null ? 0 : times;
  }

  @Override
  public Map<String, Long> loadAll(Iterable<? extends String> words) {
    Map<String, Long> counts = new HashMap<>();
    words.forEach(word -> counts.put(word, load(word)));
    return counts;
  }

  @Override
  public void write(Cache.Entry<? extends String, ? extends Long> entry) {
    database.update(WRITE, entry.getKey(), entry.getValue());
    rowsWritten.increment();
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends String, ? extends Long>> entries) {
    List<Object[]> rows = new ArrayList<>();
    entries.forEach(entry -> rows.add(new Object[] {entry.getKey(), entry.getValue()}));
    database.batchUpdate(WRITE, rows);
    rowsWritten.add(rows.size());
    entries.clear();
  }

  @Override
  public void delete(Object word) {
    database.update(DELETE, word);
  }

  @Override
  public void deleteAll(Collection<?> words) {
    List<Object[]> rows = new ArrayList<>();
    words.forEach(word -> rows.add(new Object[] {word}));
    database.batchUpdate(DELETE, rows);
    words.clear();
  }
}
