// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Climbs from a synset to its roots by one recursive query. */
@Component
public class AncestryLoader implements CacheLoader<Integer, Ancestry> {
  // Nothing in WordNet is deeper than 20; the bound ends the query if data ever had a circle.
  private static final String SQL =
      """
      WITH RECURSIVE up (source, target, steps) AS (
        SELECT source, target, 1 FROM relation
        WHERE source = :synset AND symbol IN ('@', '@i')
        UNION ALL
        SELECT relation.source, relation.target, up.steps + 1
        FROM up JOIN relation ON relation.source = up.target
        WHERE relation.symbol IN ('@', '@i') AND up.steps < 30
      )
      SELECT DISTINCT up.source, up.target, sense.spelling
      FROM up JOIN sense ON sense.synset = up.target AND sense.position = 1
      """;

  private static final String NAME =
      "SELECT spelling FROM sense WHERE synset = :synset AND position = 1";

  private final JdbcClient database;

  AncestryLoader(JdbcClient database) {
    this.database = database;
  }

  /** From a synset to one that is directly broader. */
  private record Step(int source, int target, String spelling) {}

  @Override
  public Ancestry load(Integer synset) {
    Map<Integer, String> names = new HashMap<>();
    Map<Integer, List<Integer>> broader = new HashMap<>();
    names.put(synset, database.sql(NAME).param("synset", synset).query(String.class).single());
    for (Step step : database.sql(SQL).param("synset", synset).query(Step.class).list()) {
      names.put(step.target(), step.spelling());
      broader.computeIfAbsent(step.source(), source -> new ArrayList<>()).add(step.target());
    }
    return new Ancestry(synset, names, broader);
  }

  @Override
  public Map<Integer, Ancestry> loadAll(Iterable<? extends Integer> synsets) {
    Map<Integer, Ancestry> loaded = new HashMap<>();
    for (Integer synset : synsets) {
      loaded.put(synset, load(synset));
    }
    return loaded;
  }
}
