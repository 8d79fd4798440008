// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import javax.cache.event.EventType;
import javax.cache.management.CacheStatisticsMXBean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories against a sequential model, for each way a cache can be configured. Every
 * history has a seed, which a failure names; {@code -Dtest.seed} runs that one first. The seed
 * settles the calls, not how threads meet.
 */
@Timeout(600)
class HistoryTest {
  private static final int ROUNDS = 25;
  private static final int ROUNDS_SLOW = 3_000;
  private static final int THREADS = 3;
  private static final int CALLS_EACH = 120;
  private static final int KEYS = 3;

  /** Those that tell the caller so little that what they count is not known. */
  private static final Set<Verb> SECRETIVE =
      EnumSet.of(
          Verb.REMOVE_IF,
          Verb.REPLACE_IF,
          Verb.DELETE,
          Verb.REMOVE_KEYS,
          Verb.REMOVE_ALL,
          Verb.ITERATE_AND_REMOVE,
          Verb.CLEAR);

  @ParameterizedTest
  @EnumSource
  void cache_randomHistories_areLinearizable(Stage.Kind kind) throws Exception {
    runRounds(kind, ROUNDS);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void cache_manyRandomHistories_areLinearizable(Stage.Kind kind) throws Exception {
    runRounds(kind, ROUNDS_SLOW);
  }

  private static void runRounds(Stage.Kind kind, int rounds) throws Exception {
    long first = Long.getLong("test.seed", System.nanoTime());
    System.out.println("random histories of " + kind + ": -Dtest.seed=" + first);
    for (int round = 0; round < rounds; round++) {
      runRound(kind, first + round);
    }
  }

  static void runRound(Stage.Kind kind, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    RandomHistory plan =
        new RandomHistory(THREADS, CALLS_EACH, 1 + random.nextInt(KEYS), choose(random));
    String name = kind + " -Dtest.seed=" + seed + " " + plan.verbs();
    try (Stage stage = Stage.of(kind)) {
      EventLog<?> events = EventLog.of(stage.cache());
      List<List<Observed>> history = plan.run(stage.cache(), random);
      boolean clears = plan.verbs().contains(Verb.CLEAR);
      checkCounts(name, stage, Tally.of(history));
      if (!clears) { // a change that a clear came before is counted, but nobody hears of it
        checkEvents(name, stage, events);
      }
      for (int key = 1; key <= KEYS; key++) {
        assertThat(events.fault(key, clears || kind.isBounded())).as(name).isEmpty();
      }
      List<List<Observed>> whole = new ArrayList<>(history);
      whole.add(lastLook(stage));
      for (int key = 1; key <= KEYS; key++) {
        assertThat(Linearization.fault(RandomHistory.on(key, whole), kind.model()))
            .as(name)
            .isEmpty();
      }
    }
  }

  private static void checkCounts(String name, Stage stage, Tally tally) {
    CacheStatisticsMXBean counted = stage.larder().statistics();
    long given = stage.cache().entriesGiven();
    assertThat(counted.getCacheGets()).as(name).isEqualTo(tally.reads() + given);
    assertThat(counted.getCachePuts()).as(name).isEqualTo(tally.puts());
    if (stage.store().isEmpty()) { // else a result does not tell whether it was loaded
      assertThat(counted.getCacheHits())
          .as(name)
          .isBetween(tally.hits() + given, tally.hits() + given + tally.unsureHits());
      assertThat(counted.getCacheRemovals())
          .as(name)
          .isBetween(tally.removals(), tally.removals() + tally.unsureRemovals());
    }
  }

  private static void checkEvents(String name, Stage stage, EventLog<?> events) {
    if (stage.store().isEmpty()) { // else fills make entries, and a change may meet one, unasked
      CacheStatisticsMXBean counted = stage.larder().statistics();
      assertThat(events.count(EventType.REMOVED)).as(name).isEqualTo(counted.getCacheRemovals());
      assertThat(events.count(EventType.CREATED, EventType.UPDATED))
          .as(name)
          .isEqualTo(counted.getCachePuts());
    }
  }

  /** Some rounds call everything, some leave out a part, so that the rest meets more often. */
  private static List<Verb> choose(SplittableRandom random) {
    Set<Verb> verbs = Verb.methods();
    switch (random.nextInt(4)) {
      case 0 -> verbs.removeAll(SECRETIVE);
      case 1 -> verbs.removeIf(verb -> random.nextInt(3) > 0 && verb != Verb.GET);
      case 2 -> verbs.remove(Verb.CLEAR);
      default -> {} // everything
    }
    return List.copyOf(verbs);
  }

  /** What every key holds once all is quiet, in the cache and behind it. */
  private static List<Observed> lastLook(Stage stage) {
    List<Observed> looks = new ArrayList<>();
    for (int key = 1; key <= KEYS; key++) {
      looks.add(look(stage, new Call(Verb.ITERATE, key, 0, 0)));
      looks.add(look(stage, new Call(Verb.GET, key, 0, 0)));
    }
    if (stage.store().isPresent()) {
      stage.cache().cache().close(); // writes what is still pending
      for (int key = 1; key <= KEYS; key++) {
        looks.add(look(stage, new Call(Verb.LOOK_BEHIND, key, 0, 0)));
      }
    }
    return looks;
  }

  private static Observed look(Stage stage, Call call) {
    long start = System.nanoTime();
    int result =
        call.verb() == Verb.LOOK_BEHIND
            ? stage.store().orElseThrow().value(call.key())
            : stage.cache().make(call);
    return new Observed(call, result, start, System.nanoTime());
  }
}
