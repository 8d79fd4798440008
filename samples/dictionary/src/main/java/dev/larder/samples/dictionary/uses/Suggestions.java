// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import static dev.larder.samples.dictionary.caching.CacheNames.SUGGESTIONS;

import java.util.List;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Words that begin as a person types, the most usual first, kept by Spring's annotation. */
@Component
public class Suggestions {
  // No word begins with the prefix and goes on with the last character there is.
  private static final String SQL =
      """
      SELECT lemma FROM word WHERE lemma >= :prefix AND lemma < :prefix || U&'\\ffff'
      ORDER BY uses DESC, LENGTH(lemma), lemma LIMIT 8
      """;

  private final JdbcClient database;

  Suggestions(JdbcClient database) {
    this.database = database;
  }

  /** At most eight words that begin so. */
  // lines: suggestions
  @Cacheable(SUGGESTIONS)
  public List<String> of(String prefix) {
    return database.sql(SQL).param("prefix", prefix).query(String.class).list();
    // end
  }
}
