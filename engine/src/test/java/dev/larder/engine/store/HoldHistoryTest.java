// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.store.HoldHistory.Caller;
import dev.larder.engine.store.HoldHistory.Kind;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds, failures and pauses on one key: every order of a few, and random orders of many. A seed
 * makes one random history; {@code -Dtest.seed=} runs that one again.
 */
class HoldHistoryTest {
  private static final int ROUNDS = 10_000;
  private static final int ROUNDS_SLOW = 1_000_000;
  private static final int STEPS = 60;
  private static final int CALLERS = 4;

  private static final long DOUBT_LIFE = StoreStage.LIMITS.doubtLifeMillis();
  private static final long LOAD = StoreStage.LIMITS.loadMillis();
  private static final long TURN = StoreStage.LIMITS.turnMillis();
  private static final long WRITER = StoreStage.LIMITS.writerMillis();
  private static final long DOUBT = StoreStage.LIMITS.doubtMillis();
  private static final List<Long> PAUSES = List.of(1L, DOUBT_LIFE, LOAD, TURN, WRITER, DOUBT);

  /** Few callers, and the pauses between them. */
  static List<Arguments> fewCallers() {
    return List.of(
        Arguments.of(List.of(Kind.READ, Kind.READ, Kind.WRITE, Kind.LOOK), List.of(LOAD)),
        Arguments.of(List.of(Kind.DECIDE, Kind.WRITE, Kind.LOOK), List.of(WRITER)),
        Arguments.of(List.of(Kind.READ, Kind.WRITE, Kind.LOOK), List.of(WRITER, DOUBT_LIFE)),
        Arguments.of(List.of(Kind.READ, Kind.FAIL_BEFORE, Kind.LOOK), List.of(DOUBT_LIFE, DOUBT)),
        Arguments.of(List.of(Kind.READ, Kind.FAIL_AFTER, Kind.LOOK), List.of(DOUBT_LIFE, DOUBT)),
        Arguments.of(List.of(Kind.READ, Kind.FAIL_EARLY, Kind.LOOK), List.of(DOUBT_LIFE, DOUBT)),
        Arguments.of(List.of(Kind.WRITE, Kind.FAIL_AFTER, Kind.LOOK), List.of(DOUBT_LIFE, WRITER)),
        Arguments.of(List.of(Kind.DECIDE, Kind.FAIL_EARLY, Kind.LOOK), List.of(DOUBT_LIFE, DOUBT)),
        Arguments.of(List.of(Kind.DECIDE, Kind.READ, Kind.WRITE), List.of(TURN)));
  }

  @ParameterizedTest
  @MethodSource("fewCallers")
  void holds_everyOrderOfAFewCallers_keepReadersCloseToTheSystemBehind(
      List<Kind> kinds, List<Long> pauses) {
    int stragglers = kinds.contains(Kind.FAIL_EARLY) ? 1 : 0;
    int[] left = new int[kinds.size() + pauses.size() + stragglers];
    for (int actor = 0; actor < left.length; actor++) {
      left[actor] = actor < kinds.size() ? kinds.get(actor).steps() : 1;
    }
    tryOrders(kinds, pauses, left, new ArrayList<>());
  }

  /** Tries every order of what is left after those that acted: callers, pauses, a straggler. */
  private static void tryOrders(
      List<Kind> kinds, List<Long> pauses, int[] left, List<Integer> acted) {
    boolean complete = true;
    for (int actor = 0; actor < left.length; actor++) {
      if (left[actor] > 0 && !copiesWhoIsYetToBegin(kinds, left, actor)) {
        complete = false;
        left[actor]--;
        acted.add(actor);
        tryOrders(kinds, pauses, left, acted);
        acted.remove(acted.size() - 1);
        left[actor]++;
      }
    }
    if (complete) {
      run("in this order", history -> inOrder(history, kinds, pauses, acted));
    }
  }

  /** Of two callers that do the same the first begins first: else each order is tried twice. */
  private static boolean copiesWhoIsYetToBegin(List<Kind> kinds, int[] left, int actor) {
    return actor > 0
        && actor < kinds.size()
        && kinds.get(actor) == kinds.get(actor - 1)
        && left[actor - 1] == kinds.get(actor - 1).steps();
  }

  private static void inOrder(
      HoldHistory history, List<Kind> kinds, List<Long> pauses, List<Integer> order) {
    Caller[] begun = new Caller[kinds.size()];
    for (int actor : order) {
      if (actor >= kinds.size() + pauses.size()) {
        history.straggle();
      } else if (actor >= kinds.size()) {
        history.pause(pauses.get(actor - kinds.size()));
      } else {
        Caller caller = begun[actor] == null ? history.add(kinds.get(actor)) : begun[actor];
        begun[actor] = caller;
        if (caller.canGoOn()) {
          caller.goOn();
        }
      }
    }
    history.finish();
  }

  @Test
  void holds_randomHistories_keepReadersCloseToTheSystemBehind() {
    runRounds(ROUNDS);
  }

  @Tag("slow")
  @Test
  void holds_manyRandomHistories_keepReadersCloseToTheSystemBehind() {
    runRounds(ROUNDS_SLOW);
  }

  private static void runRounds(int rounds) {
    Long given = Long.getLong("test.seed");
    long first = given == null ? System.nanoTime() : given;
    for (long seed = first; seed < first + (given == null ? rounds : 1); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      run("run it again with -Dtest.seed=" + seed, history -> atRandom(history, random));
    }
  }

  private static void atRandom(HoldHistory history, SplittableRandom random) {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    if (random.nextBoolean()) { // nothing excuses what is wrong then
      kinds.removeAll(List.of(Kind.FAIL_BEFORE, Kind.FAIL_AFTER, Kind.FAIL_EARLY));
    }
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(32)) {
        case 0, 1 -> history.pause(PAUSES.get(random.nextInt(PAUSES.size())));
        case 2, 3 -> history.straggle();
        case 4 -> history.clear();
        default -> someCallerActs(history, kinds, random);
      }
    }
    history.finish();
  }

  private static void someCallerActs(
      HoldHistory history, List<Kind> kinds, SplittableRandom random) {
    List<Caller> able = history.callers().stream().filter(Caller::canGoOn).toList();
    boolean another = history.callers().size() < CALLERS && random.nextInt(3) == 0;
    Caller acts =
        able.isEmpty() || another
            ? history.add(kinds.get(random.nextInt(kinds.size())))
            : able.get(random.nextInt(able.size()));
    acts.goOn();
  }

  private static void run(String how, Consumer<HoldHistory> steps) {
    ManualTime time = new ManualTime(StoreStage.START_MILLIS);
    try (HeapStores group = new HeapStores(time, time)) {
      HoldHistory history =
          new HoldHistory(
              new StoreStage(
                  time,
                  group,
                  group::onAlarm,
                  new StoreSettings<>(
                      "history",
                      Endings.BY_TIME,
                      new StoreBound.None<>(),
                      StoreStage.LIMITS,
                      key -> false)));
      try {
        steps.accept(history);
      } catch (AssertionError e) {
        throw new AssertionError(how + ":" + history, e);
      }
    }
  }
}
