// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.histories.History.Promise;
import dev.larder.hibernate.acceptance.histories.Reading.Floors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Four threads read, write, roll back and evict as a seed has it. READ_WRITE: no session sees less
 * than was committed before it began. Any strategy: nobody sees what was not committed, and when
 * all is quiet the cache equals the database.
 */
class HistoryTest {
  private static final int THREADS = 4;
  private static final int SUBJECTS = 3;
  private static final int DEEDS = 250;
  private static final int ROUNDS = 8;
  private static final int ROUNDS_SLOW = 150;
  private static final long PATIENCE_SECONDS = 300;
  private static final int FAULTS_SHOWN = 3;

  /** A strategy on an isolation level, and what they promise. */
  enum Setting {
    READ_WRITE(AccessType.READ_WRITE, Promise.NEVER_STALE, ""),
    READ_WRITE_ON_SNAPSHOTS(
        AccessType.READ_WRITE,
        Promise.NEVER_STALE,
        ";INIT=SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT"),
    NONSTRICT(AccessType.NONSTRICT_READ_WRITE, Promise.NEVER_UNCOMMITTED, "");

    private final AccessType strategy;
    private final Promise promise;
    private final String urlSuffix;

    Setting(AccessType strategy, Promise promise, String urlSuffix) {
      this.strategy = strategy;
      this.promise = promise;
      this.urlSuffix = urlSuffix;
    }

    Stage open() {
      return Stage.builder(strategy).urlSuffix(urlSuffix).open();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessions_randomHistories_seeWhatIsPromised(Setting setting) throws Exception {
    runRounds(setting, ROUNDS);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void sessions_manyRandomHistories_seeWhatIsPromised(Setting setting) throws Exception {
    runRounds(setting, ROUNDS_SLOW);
  }

  private static void runRounds(Setting setting, int rounds) throws Exception {
    long first = Long.getLong("test.seed", System.nanoTime());
    System.out.println("random histories of " + setting + ": -Dtest.seed=" + first);
    try (Stage stage = setting.open()) {
      for (int round = 0; round < rounds; round++) {
        runRound(stage, setting, first + round, (long) round * SUBJECTS);
      }
    }
  }

  private static void runRound(Stage stage, Setting setting, long seed, long idsSoFar)
      throws Exception {
    List<Subject> subjects = new ArrayList<>();
    for (int i = 1; i <= SUBJECTS; i++) {
      subjects.add(new Subject(idsSoFar + i));
    }
    stage.write(session -> subjects.forEach(subject -> subject.persist(session)));

    History history = new History(setting.promise);
    runTogether(stage, subjects, history, new SplittableRandom(seed));

    String name = setting + " -Dtest.seed=" + seed;
    List<String> faults = history.faults();
    assertThat(faults.stream().limit(FAULTS_SHOWN).toList())
        .as("%s: %d faults", name, faults.size())
        .isEmpty();
    assertThat(faultsWhenQuiet(stage, subjects)).as("%s, when quiet", name).isEmpty();
  }

  private static void runTogether(
      Stage stage, List<Subject> subjects, History history, SplittableRandom random)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Actor actor = new Actor(stage.factory, subjects, history, random.split(), DEEDS);
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  actor.run();
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every way of reading gives the last commit, twice: as left, and as the first look left it. */
  private static List<String> faultsWhenQuiet(Stage stage, List<Subject> subjects) {
    History quiet = new History(Promise.NEVER_STALE);
    for (int look = 0; look < 2; look++) {
      for (Subject subject : subjects) {
        for (Reading reading : Reading.values()) {
          stage.write(session -> reading.look(session, subject, Floors.of(subject), quiet));
        }
      }
    }
    return quiet.faults();
  }
}
