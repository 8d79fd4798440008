// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import static dev.larder.samples.dictionary.caching.CacheNames.SIMILARITY;

import java.util.Map;
import java.util.TreeSet;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Likeness of words: every sense of one against every sense of the other, dear without a cache. */
@Component
public class Similarities {
  private static final String SQL =
      """
      SELECT sense.synset FROM word JOIN sense ON sense.word = word.id
      JOIN synset ON synset.id = sense.synset
      WHERE word.lemma = :word AND synset.type IN ('n', 'v')
      """;

  private final JdbcClient database;
  private final Ancestors ancestors;

  Similarities(JdbcClient database, Ancestors ancestors) {
    this.database = database;
    this.ancestors = ancestors;
  }

  /** How alike the two words are in those of their senses that are most alike. */
  // lines: similarity
  @Cacheable(SIMILARITY)
  public Similarity of(WordPair pair) {
    return mostAlike(climb(pair.first()), climb(pair.second()));
    // end
  }

  private Map<Integer, Ancestry> climb(String word) {
    var synsets = database.sql(SQL).param("word", word).query(Integer.class).set();
    return ancestors.ofAll(new TreeSet<>(synsets));
  }

  private static Similarity mostAlike(Map<Integer, Ancestry> ones, Map<Integer, Ancestry> others) {
    Similarity best = Similarity.NONE;
    for (Ancestry one : ones.values()) {
      for (Ancestry other : others.values()) {
        best = best.orBetter(Similarity.between(one, other));
      }
    }
    return best;
  }
}
