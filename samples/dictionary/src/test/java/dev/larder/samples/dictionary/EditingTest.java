// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.larder.samples.dictionary.Client.Answer;
import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.entity.Wording;
import dev.larder.samples.dictionary.uses.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lines and tags edited over HTTP: no look-up shows what a change has replaced. */
class EditingTest extends RunningDictionary {
  private static final long LIMIT_SECONDS = 120;

  @Autowired HikariDataSource pool;
  @Autowired SessionFactory sessions;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Client client;

  @BeforeEach
  void makeClient() {
    client = new Client(address());
  }

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void save_line_isReadFromTheCacheAsItWasWritten() {
    int synset = firstSynset("window");

    Answer saved =
        client.save(
            synset, Line.UNTOUCHED, "an eye of a house", List.of("shut it"), List.of("house"));

    assertThat(saved.status()).isEqualTo(200);
    Line expected = new Line(synset, 0, "an eye of a house", List.of("shut it"), List.of("house"));
    assertThat(line("window", Mode.ON)).isEqualTo(expected);
    Answer again = client.lookUp("window", Mode.ON);
    assertThat(Client.line(again, synset)).isEqualTo(expected);
    assertThat(Client.statements(again)).isZero();
    assertThat(line("window", Mode.OFF)).isEqualTo(expected);
  }

  @Test
  void save_eachTime_makesTheVersionOneHigher() {
    int synset = firstSynset("door");

    for (int version = Line.UNTOUCHED; version < 4; version++) {
      // Whether the text, the examples or the tags change, or nothing at all.
      List<String> examples = version < 1 ? List.of() : List.of("knock first");
      List<String> tags = version < 2 ? List.of() : List.of("house");
      assertThat(client.save(synset, version, "a way in", examples, tags).status()).isEqualTo(200);

      assertThat(line("door", Mode.ON))
          .isEqualTo(new Line(synset, version + 1, "a way in", examples, tags));
    }
  }

  @Test
  void save_versionOfAnother_isRefusedAndTellsTheLine() {
    int synset = firstSynset("roof");
    client.save(synset, Line.UNTOUCHED, "the first", List.of("one"), List.of());

    Answer late = client.save(synset, Line.UNTOUCHED, "the second", List.of(), List.of("late"));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("outcome").asString()).isEqualTo("CONFLICT");
    assertThat(late.body().get("line").get("text").asString()).isEqualTo("the first");
    assertThat(late.body().get("line").get("version").asInt()).isZero();
    assertThat(line("roof", Mode.ON))
        .isEqualTo(new Line(synset, 0, "the first", List.of("one"), List.of()));
    assertThat(client.tag("late", Mode.ON).status()).isEqualTo(404);
  }

  @Test
  void save_emptyText_givesTheDefinitionBackToWordNet() {
    int synset = firstSynset("cellar");
    client.save(synset, Line.UNTOUCHED, "a dark place", List.of("mind the step"), List.of());

    client.save(synset, 0, " ", List.of(), List.of());

    assertThat(line("cellar", Mode.ON)).isEqualTo(new Line(synset, 1, "", List.of(), List.of()));
    assertThat(client.lookUp("cellar", Mode.ON).body().get("latest").get(0).get("text").asString())
        .isEqualTo(definitionInDatabase(synset));
  }

  @Test
  void save_impossible_isRefusedAndSaysWhatIsAllowed() {
    int synset = firstSynset("attic");

    Answer tooLong = client.save(synset, Line.UNTOUCHED, "x".repeat(601), List.of(), List.of());
    Answer tooMany =
        client.save(
            synset,
            Line.UNTOUCHED,
            "",
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"),
            List.of());
    Answer nowhere = client.save(7, Line.UNTOUCHED, "a text", List.of(), List.of());

    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.body().get("message").asString())
        .isEqualTo("the definition has 601 characters; at most 600 are allowed");
    assertThat(tooMany.body().get("message").asString())
        .isEqualTo("there are 9 examples; at most 8 are allowed");
    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(line("attic", Mode.ON).version()).isEqualTo(Line.UNTOUCHED);
  }

  @Test
  void rename_tag_leadsFromTheNewNameAlone() {
    int synset = firstSynset("stairs");
    client.save(synset, Line.UNTOUCHED, "", List.of(), List.of("steep"));
    assertThat(client.tag("steep", Mode.ON).status()).isEqualTo(200);

    Answer renamed = client.rename("steep", 0, " Very  Steep ");

    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.body().get("name").asString()).isEqualTo("very steep");
    assertThat(client.tag("steep", Mode.ON).status()).isEqualTo(404);
    assertThat(
            client
                .tag("very steep", Mode.ON)
                .body()
                .get("tag")
                .get("lines")
                .get(0)
                .get("synset")
                .asInt())
        .isEqualTo(synset);
    Answer again = client.tag("very steep", Mode.ON);
    assertThat(again.body().get("steps").get(0).get("outcome").asString()).isEqualTo("HIT");
    assertThat(line("stairs", Mode.ON).tags()).containsExactly("very steep");
  }

  @Test
  void rename_toAnothersNameOrFromAnOldVersion_isRefused() {
    client.save(firstSynset("floor"), Line.UNTOUCHED, "", List.of(), List.of("flat", "level"));

    assertThat(client.rename("flat", 0, "level").status()).isEqualTo(409);
    assertThat(client.rename("flat", 7, "plane").status()).isEqualTo(409);
    assertThat(client.rename("steeper", 0, "plane").status()).isEqualTo(404);
    assertThat(client.rename("flat", 0, " ").status()).isEqualTo(400);

    assertThat(client.tag("flat", Mode.ON).status()).isEqualTo(200);
    assertThat(client.tag("plane", Mode.ON).status()).isEqualTo(404);
    assertThat(line("floor", Mode.ON).tags()).containsExactly("flat", "level");
  }

  @Test
  void lookUp_whileAChangeIsNotCommitted_showsTheOldLineAndAfterwardsTheNew() throws Exception {
    int synset = firstSynset("chimney");
    client.save(synset, Line.UNTOUCHED, "old", List.of("old smoke"), List.of());
    line("chimney", Mode.ON);
    CountDownLatch flushed = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Future<?> change =
        threads.submit(
            () ->
                sessions.inTransaction(
                    session -> {
                      session
                          .find(Wording.class, synset)
                          .change("new", List.of("new smoke", "no smoke"), Instant.now());
                      session.flush();
                      flushed.countDown();
                      await(looked);
                    }));

    await(flushed);
    Line during = line("chimney", Mode.ON);
    looked.countDown();
    change.get(LIMIT_SECONDS, TimeUnit.SECONDS);

    assertThat(during).isEqualTo(new Line(synset, 0, "old", List.of("old smoke"), List.of()));
    Line changed = new Line(synset, 1, "new", List.of("new smoke", "no smoke"), List.of());
    assertThat(line("chimney", Mode.ON)).isEqualTo(changed);
    assertThat(line("chimney", Mode.ON)).isEqualTo(changed);
  }

  @Test
  void lookUp_afterAChangeThatWasRolledBack_showsTheOldLine() throws Exception {
    int synset = firstSynset("pantry");
    client.save(synset, Line.UNTOUCHED, "kept", List.of("kept jam"), List.of());
    line("pantry", Mode.ON);
    CountDownLatch flushed = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Future<?> change =
        threads.submit(
            () ->
                sessions.inTransaction(
                    session -> {
                      session.find(Wording.class, synset).change("lost", List.of(), Instant.now());
                      session.flush();
                      flushed.countDown();
                      await(looked);
                      session.getTransaction().setRollbackOnly();
                    }));

    await(flushed);
    Line during = line("pantry", Mode.ON);
    looked.countDown();
    change.get(LIMIT_SECONDS, TimeUnit.SECONDS);

    Line kept = new Line(synset, 0, "kept", List.of("kept jam"), List.of());
    assertThat(during).isEqualTo(kept);
    assertThat(line("pantry", Mode.ON)).isEqualTo(kept);
    assertThat(Client.statements(client.lookUp("pantry", Mode.ON))).isZero();
  }

  @Test
  void lines_changedAndReadByManyAtOnce_areNeverOlderThanWhatWasCommittedBefore() throws Exception {
    List<ContendedLine> lines = List.of(contended("bottle"), contended("basket"));
    RenamedTag tag = new RenamedTag(client, firstSynset("ladle"));
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(5);
    List<Future<?>> workers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      ContendedLine line = lines.get(writer % 2);
      String name = "writer " + writer;
      workers.add(at(start, writing, () -> line.write(name)));
    }
    workers.add(at(start, writing, tag::renameOnAndOn));
    for (int reader = 0; reader < 3; reader++) {
      Mode mode = reader == 2 ? Mode.OFF : Mode.ON;
      workers.add(
          at(
              start,
              new CountDownLatch(1),
              () -> {
                do {
                  lines.forEach(line -> line.readAndCheck(mode));
                  tag.readAndCheck(mode);
                } while (writing.getCount() > 0);
              }));
    }

    start.countDown();
    allDone(workers);

    for (ContendedLine line : lines) {
      line.checkAtRest();
    }
  }

  private Future<?> at(CountDownLatch start, CountDownLatch done, Runnable work) {
    return CompletableFuture.runAsync(
        () -> {
          await(start);
          try {
            work.run();
          } finally {
            done.countDown();
          }
        },
        threads);
  }

  private static void allDone(List<Future<?>> workers)
      throws ExecutionException, InterruptedException, TimeoutException {
    for (Future<?> worker : workers) {
      worker.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).as("the other came").isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("stopped while it waited for the other", stopped);
    }
  }

  private ContendedLine contended(String word) {
    return new ContendedLine(client, word, firstSynset(word));
  }

  private Line line(String word, Mode mode) {
    Answer answer = client.lookUp(word, mode);
    assertThat(answer.status()).isEqualTo(200);
    return Client.line(answer, firstSynset(word));
  }

  /** The word's first meaning as the page numbers them. */
  private int firstSynset(String word) {
    return JdbcClient.create(pool)
        .sql(
            """
            SELECT sense.synset FROM word JOIN sense ON sense.word = word.id
            JOIN synset ON synset.id = sense.synset WHERE word.lemma = ?
            ORDER BY POSITION(synset.type, 'nvasr'), sense.number LIMIT 1
            """)
        .param(word)
        .query(Integer.class)
        .single();
  }

  private String definitionInDatabase(int synset) {
    return JdbcClient.create(pool)
        .sql("SELECT definition FROM synset WHERE id = ?")
        .param(synset)
        .query(String.class)
        .single();
  }
}
