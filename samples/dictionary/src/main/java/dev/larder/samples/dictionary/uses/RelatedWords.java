// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import static dev.larder.samples.dictionary.caching.CacheNames.RELATED;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Words that have to do with a word, kept by Spring's annotation. */
@Component
public class RelatedWords {
  private static final int SHOWN = 14;
  private static final String SQL =
      """
      SELECT relation.symbol, other.spelling
      FROM word
      JOIN sense ON sense.word = word.id
      JOIN relation ON relation.source = sense.synset
        AND relation.source_position IN (0, sense.position)
      JOIN sense other ON other.synset = relation.target
        AND other.position = GREATEST(relation.target_position, 1)
      JOIN word other_word ON other_word.id = other.word
      WHERE word.lemma = ?
      GROUP BY relation.symbol, other.spelling
      ORDER BY MAX(sense.uses) DESC, MIN(sense.number), MAX(other_word.uses) DESC, other.spelling
      """;

  private static final RowMapper<Row> ROW = new SimplePropertyRowMapper<>(Row.class);

  private final JdbcClient database;

  RelatedWords(JdbcClient database) {
    this.database = database;
  }

  /** The words related to a word, by relation. */
  // lines: related
  @Cacheable(cacheNames = RELATED, sync = true)
  public List<Relation> of(String word) {
    return byRelation(database.sql(SQL).param(word).query(ROW).list());
    // end
  }

  /** One related word. */
  private record Row(String symbol, String spelling) {}

  private static List<Relation> byRelation(List<Row> rows) {
    Map<RelationName, List<String>> words =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> RelationName.of(row.symbol()),
                    () -> new EnumMap<>(RelationName.class),
                    Collectors.mapping(Row::spelling, Collectors.toList())));
    return words.entrySet().stream()
        .map(
            entry ->
                new Relation(
                    entry.getKey().text(),
                    List.copyOf(
                        entry.getValue().subList(0, Math.min(SHOWN, entry.getValue().size()))),
                    entry.getValue().size()))
        .toList();
  }
}
