// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import static dev.larder.samples.dictionary.caching.CacheNames.DEFINITIONS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.cache.annotation.CacheResult;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Definitions, kept by JSR-107's annotation. */
@Component
public class Definitions {
  private static final String SQL =
      """
      SELECT synset.id, synset.definition, synset.examples
      FROM word JOIN sense ON sense.word = word.id JOIN synset ON synset.id = sense.synset
      WHERE word.lemma = ?
      """;

  private static final RowMapper<Definition> ROW = Definitions::definition;

  private final JdbcClient jdbc;

  Definitions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The definitions of all senses of a word. */
  // lines: definitions
  @CacheResult(cacheName = DEFINITIONS)
  public List<Definition> of(String word) {
    return jdbc.sql(SQL).param(word).query(ROW).list();
    // end
  }

  private static Definition definition(ResultSet row, int number) throws SQLException {
    String examples = row.getString("examples");
    return new Definition(
        row.getInt("id"),
        row.getString("definition"),
        examples.isEmpty() ? List.of() : List.of(examples.split("\n")));
  }
}
