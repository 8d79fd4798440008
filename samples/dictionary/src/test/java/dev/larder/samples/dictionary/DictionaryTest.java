// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.larder.samples.dictionary.caching.CacheFigures;
import dev.larder.samples.dictionary.caching.CacheFigures.Figures;
import dev.larder.samples.dictionary.caching.CacheNames;
import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.caching.RegionCounts.Kind;
import dev.larder.samples.dictionary.caching.RegionCounts.KindCounts;
import dev.larder.samples.dictionary.database.StatementCount;
import dev.larder.samples.dictionary.uses.CacheUse;
import dev.larder.samples.dictionary.uses.Entry.EntrySense;
import dev.larder.samples.dictionary.uses.LookUp;
import dev.larder.samples.dictionary.uses.LookUpCounts;
import dev.larder.samples.dictionary.uses.LookUps;
import dev.larder.samples.dictionary.uses.Relation;
import dev.larder.samples.dictionary.uses.Runs;
import dev.larder.samples.dictionary.uses.Step;
import dev.larder.samples.dictionary.uses.Step.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.ObjectMapper;

/** What the dictionary does with its caches, over HTTP and against the database itself. */
class DictionaryTest extends RunningDictionary {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Autowired LookUps lookUps;
  @Autowired LookUpCounts counts;
  @Autowired CacheFigures caches;
  @Autowired StatementCount statements;
  @Autowired Runs runs;
  @Autowired HikariDataSource pool;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void lookUp_twice_missesThenHitsWithoutAStatement() {
    LookUp first = lookUp("oak", "elm", Mode.ON);
    LookUp second = lookUp("oak", "elm", Mode.ON);

    assertThat(first.steps())
        // A run without the cache counts too, and the latest edits are the same for every word.
        .filteredOn(step -> step.use() != CacheUse.COUNT && step.use() != CacheUse.LATEST)
        .allMatch(step -> step.outcome() == Outcome.MISS);
    assertThat(second.steps())
        .hasSize(9)
        .allMatch(step -> step.outcome() == Outcome.HIT && step.statements() == 0);
    assertThat(second.times()).isEqualTo(first.times() + 1);
    assertThat(second.entry()).isEqualTo(first.entry());
    assertThat(second.definitions()).isEqualTo(first.definitions());
    assertThat(second.related()).isEqualTo(first.related());
  }

  @Test
  void lookUp_twice_tellsWhatHibernatesRegionsDid() {
    Step first = lookUp("maple", "elm", Mode.ON).steps().get(0);
    Step second = lookUp("maple", "elm", Mode.ON).steps().get(0);

    assertThat(first.regions()).anyMatch(counts -> counts.misses() > 0 && counts.puts() > 0);
    assertThat(second.regions())
        .extracting(KindCounts::kind)
        .containsExactly(Kind.NATURAL_ID, Kind.ENTITY, Kind.COLLECTION);
    assertThat(second.regions())
        .allMatch(counts -> counts.hits() > 0 && counts.misses() == 0 && counts.puts() == 0);
  }

  @Test
  void lookUp_cacheOff_asksTheDatabaseEachTimeAndSaysTheSame() {
    LookUp cached = lookUp("river", "lake", Mode.ON);
    LookUp first = lookUp("river", "lake", Mode.OFF);
    LookUp second = lookUp("river", "lake", Mode.OFF);

    assertThat(second.statements()).isEqualTo(first.statements()).isGreaterThan(15);
    assertThat(second.steps()).extracting(Step::outcome).containsOnly(Outcome.OFF);
    assertThat(second.entry()).isEqualTo(cached.entry());
    assertThat(second.definitions()).isEqualTo(cached.definitions());
    assertThat(second.related()).isEqualTo(cached.related());
    assertThat(second.likeness()).isEqualTo(cached.likeness());
  }

  @Test
  void lookUp_noun_hasSensesSynonymsRelationsAndPath() {
    LookUp dog = lookUp("Dog ", "cat", Mode.ON);

    assertThat(dog.entry().senses()).hasSize(8);
    EntrySense first = dog.entry().senses().get(0);
    assertThat(first.uses()).isEqualTo(42);
    assertThat(first.synonyms()).containsExactly("domestic dog", "Canis familiaris");
    assertThat(dog.related()).extracting(Relation::name).startsWith("broader", "narrower");
    assertThat(dog.related().get(0).words()).startsWith("domestic animal", "canine");
    assertThat(dog.path()).startsWith("entity").endsWith("animal", "domestic animal", "dog");
  }

  @Test
  void lookUp_twoWords_measuresTheirLikenessByWuAndPalmer() {
    LookUp dog = lookUp("dog", "cat", Mode.OFF);

    var likeness = dog.likeness().orElseThrow();
    assertThat(likeness.similarity().common()).isEqualTo("carnivore");
    assertThat(likeness.similarity().steps()).isEqualTo(4);
    assertThat(likeness.similarity().score()).isCloseTo(0.857, within(0.001));
    assertThat(lookUp("dog", "galore", Mode.OFF).likeness().orElseThrow().similarity().score())
        .isZero();
  }

  @Test
  void statements_afterManyLookUps_equalTheDatabasesOwnCount() {
    JdbcClient uncounted = JdbcClient.create(pool);
    settled();
    uncounted.sql("SET QUERY_STATISTICS_MAX_ENTRIES 1000").update();
    uncounted.sql("SET QUERY_STATISTICS TRUE").update();
    long before = statements.total();

    for (String word : new String[] {"apple", "pear", "plum", "apple", "pear", "run"}) {
      lookUp(word, "fruit", Mode.ON);
      lookUp(word, "fruit", Mode.OFF);
    }
    lookUps.writeNote("plum", "purple");
    settled();
    long counted = statements.total() - before;

    // Not what H2's driver asks by itself for a connection that the pool has just opened.
    long databaseRan =
        uncounted
            .sql(
                """
                SELECT SUM(execution_count) FROM information_schema.query_statistics
                WHERE sql_statement NOT LIKE '%QUERY_STATISTICS%' AND sql_statement <> 'COMMIT'
                AND sql_statement NOT LIKE '%INFORMATION_SCHEMA.SETTINGS%'
                """)
            .query(Long.class)
            .single();
    uncounted.sql("SET QUERY_STATISTICS FALSE").update();
    assertThat(counted).isEqualTo(databaseRan).isGreaterThan(100);
  }

  @Test
  void figures_afterAHit_countItInTheMxBean() {
    lookUp("stone", "rock", Mode.ON);
    long before = figures(CacheNames.DEFINITIONS).hits();

    lookUp("stone", "rock", Mode.ON);

    assertThat(figures(CacheNames.DEFINITIONS).hits()).isEqualTo(before + 1);
    assertThat(figures(CacheNames.WORDS).hits()).isPositive();
    assertThat(caches.all()).filteredOn(each -> each.kind().equals("JCACHE")).hasSize(7);
  }

  @Test
  void note_written_isInTheDatabaseBeforeTheAnswer() throws Exception {
    assertThat(put("api/note?word=tree", "green").statusCode()).isEqualTo(200);

    assertThat(noteInDatabase("tree")).contains("green");
    assertThat(lookUp("tree", "oak", Mode.ON).note().text()).isEqualTo("green");
    assertThat(lookUp("tree", "oak", Mode.OFF).note().text()).isEqualTo("green");

    assertThat(put("api/note?word=tree", " ").statusCode()).isEqualTo(200);
    assertThat(noteInDatabase("tree")).isEmpty();
    assertThat(lookUp("tree", "oak", Mode.ON).note().empty()).isTrue();
  }

  @Test
  void note_tooLong_isRefusedAndSaysTheLimit() throws Exception {
    HttpResponse<String> answer = put("api/note?word=tree", "x".repeat(2_001));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("2001 characters").contains("at most 2000");
  }

  @Test
  void lookUp_unknownWord_offersWordsThatBeginLikeIt() throws Exception {
    HttpResponse<String> answer = get("api/look-up?word=dictionarry");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"dictionary\"");
  }

  @Test
  void suggestions_prefix_startWithTheMostUsual() throws Exception {
    HttpResponse<String> answer = get("api/suggestions?prefix=Perso");

    assertThat(answer.body()).startsWith("[\"person\",");
  }

  @Test
  void lookUpCounts_written_reachTheDatabase() {
    long times = 0;
    for (int i = 0; i < 20; i++) {
      times = lookUp("winter", "summer", Mode.ON).times();
    }
    long expected = times;

    await()
        .atMost(LIMIT)
        .until(() -> countInDatabase("winter").filter(count -> count == expected).isPresent());
    assertThat(counts.writeBehind().deadLetters()).isZero();
  }

  @Test
  void run_manyLookUps_hitMoreOftenThanNot() throws Exception {
    long hits = figures(CacheNames.DEFINITIONS).hits();
    long misses = figures(CacheNames.DEFINITIONS).misses();

    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address() + "api/run?lookUps=200"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    await().atMost(LIMIT).until(() -> !runs.progress().running());

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(runs.progress().done()).isEqualTo(200);
    hits = figures(CacheNames.DEFINITIONS).hits() - hits;
    misses = figures(CacheNames.DEFINITIONS).misses() - misses;
    assertThat(hits + misses).isEqualTo(200);
    assertThat(hits).isPositive();
  }

  @Test
  void run_impossibleCount_isRefused() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address() + "api/run?lookUps=1000000"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void uses_each_showThreeLinesOfCode() throws Exception {
    HttpResponse<String> answer = get("api/uses");

    assertThat(answer.statusCode()).isEqualTo(200);
    var uses = new ObjectMapper().readTree(answer.body());
    assertThat(uses.size()).isEqualTo(CacheUse.values().length);
    uses.forEach(
        use -> assertThat(use.get("code").size()).as(use.get("title").asString()).isEqualTo(3));
  }

  private LookUp lookUp(String word, String other, Mode mode) {
    return lookUps.of(word, Optional.of(other), mode).orElseThrow();
  }

  private Figures figures(String cache) {
    return caches.all().stream()
        .filter(figures -> figures.cache().equals(cache))
        .findFirst()
        .orElseThrow();
  }

  /** No write waits any more. */
  private void settled() {
    await().atMost(LIMIT).until(() -> counts.writeBehind().pending() == 0);
  }

  private Optional<String> noteInDatabase(String word) {
    return JdbcClient.create(pool)
        .sql("SELECT text FROM note WHERE word = ?")
        .param(word)
        .query(String.class)
        .optional();
  }

  private Optional<Long> countInDatabase(String word) {
    return JdbcClient.create(pool)
        .sql("SELECT times FROM look_up WHERE word = ?")
        .param(word)
        .query(Long.class)
        .optional();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address() + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "text/plain")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
