// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The checker tells good histories from bad ones, or everything that rests on it proves nothing.
 */
class LinearizationTest {
  private static final int KEY = 1;
  private static final int THREADS = 3;
  private static final int CALLS_EACH = 40;

  @Test
  void fault_concurrentReadOfEitherValue_isNone() {
    List<Observed> writer = List.of(put(7, 0, 10), put(8, 20, 90));
    List<Observed> oldRead = List.of(get(7, 30, 40));
    List<Observed> newRead = List.of(get(8, 50, 60));

    assertThat(Linearization.fault(List.of(writer, oldRead, newRead), Model.exact())).isEmpty();
  }

  @Test
  void fault_newReadBeforeOldRead_isFound() {
    List<Observed> writer = List.of(put(7, 0, 10), put(8, 20, 90));
    List<Observed> newRead = List.of(get(8, 30, 40));
    List<Observed> oldRead = List.of(get(7, 50, 60));

    assertThat(Linearization.fault(List.of(writer, newRead, oldRead), Model.exact())).isPresent();
  }

  @Test
  void fault_readOfValueReplacedBefore_isFound() {
    List<Observed> writer = List.of(put(7, 0, 10), put(8, 20, 30));

    assertThat(Linearization.fault(List.of(writer, List.of(get(7, 40, 50))), Model.exact()))
        .hasValueSatisfying(fault -> assertThat(fault).contains("GET").contains("state 8"));
  }

  @Test
  void fault_twoCallersBothFirst_isFound() {
    List<Observed> one = List.of(observed(Verb.PUT_IF_ABSENT, 0, 7, 1, 0, 50));
    List<Observed> other = List.of(observed(Verb.PUT_IF_ABSENT, 0, 8, 1, 0, 50));

    assertThat(Linearization.fault(List.of(one, other), Model.exact())).isPresent();
  }

  @Test
  void fault_lostUpdate_isFound() {
    List<Observed> one = List.of(put(1, 0, 5), observed(Verb.INCREMENT, 0, 0, 1, 10, 50));
    List<Observed> other = List.of(observed(Verb.INCREMENT, 0, 0, 1, 10, 50));

    assertThat(Linearization.fault(List.of(one, other), Model.exact())).isPresent();
  }

  @Test
  void fault_entryGoneUnasked_isFoundUnlessForgetful() {
    List<List<Observed>> history = List.of(List.of(put(7, 0, 10), get(Call.NONE, 20, 30)));

    assertThat(Linearization.fault(history, Model.exact())).isPresent();
    assertThat(Linearization.fault(history, Model.forgetful())).isEmpty();
  }

  @Test
  void fault_entryBackAfterItWasGone_isFoundEvenIfForgetful() {
    List<List<Observed>> history =
        List.of(List.of(put(7, 0, 10), get(Call.NONE, 20, 30), get(7, 40, 50)));

    assertThat(Linearization.fault(history, Model.forgetful())).isPresent();
  }

  @Test
  void fault_cacheUnlikeItsStore_isFoundByTheView() {
    List<Observed> stale = List.of(put(7, 0, 10), behind(7, 20, 30), put(8, 40, 50));

    assertThat(Linearization.fault(List.of(append(stale, behind(8, 60, 70))), Model.view()))
        .isEmpty();
    assertThat(Linearization.fault(List.of(append(stale, behind(7, 60, 70))), Model.view()))
        .isPresent();
  }

  @Test
  void fault_absenceLoadedBeforeAnUnsureChange_isNoneInDoubtUntilTimePasses() {
    Observed unsure = observed(Verb.UNSURE, 0, 7, Call.VOID, 0, 10);
    Observed pass = observed(Verb.PASS, 0, 0, Call.VOID, 20, 30);
    Observed increment = observed(Verb.INCREMENT, 0, 0, Call.NONE, 40, 50);

    assertThat(doubtFault(unsure, get(Call.NONE, 40, 50), behind(7, 60, 70))).isEmpty();
    assertThat(doubtFault(unsure, increment, behind(1, 60, 70))).isEmpty();
    assertThat(doubtFault(unsure, behind(Call.NONE, 60, 70))).isPresent();
    assertThat(doubtFault(unsure, pass, get(Call.NONE, 40, 50))).isPresent();
    assertThat(doubtFault(put(7, 0, 10), get(Call.NONE, 40, 50))).isPresent();
  }

  private static Optional<String> doubtFault(Observed... calls) {
    return Linearization.fault(List.of(List.of(calls)), new DoubtModel());
  }

  @Test
  void fault_simulatedHistories_isNone() {
    for (long seed = 0; seed < 300; seed++) {
      assertThat(Linearization.fault(simulated(new Random(seed)), Model.exact()))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void fault_simulatedHistoriesWithOneReadCorrupted_isFound() {
    for (long seed = 0; seed < 300; seed++) {
      List<List<Observed>> corrupted = simulated(new Random(seed));
      List<Observed> calls = corrupted.get((int) (seed % THREADS));
      int at = IntStream.range(0, calls.size()).filter(i -> isRead(calls.get(i))).max().orElse(-1);
      if (at >= 0) {
        Observed read = calls.get(at);
        calls.set(at, get(read.result() + 1_000, read.startNanos(), read.endNanos()));
        assertThat(Linearization.fault(corrupted, Model.exact())).as("seed %d", seed).isPresent();
      }
    }
  }

  private static boolean isRead(Observed observed) {
    return observed.call().verb() == Verb.GET;
  }

  /** A history made in order, each call at one instant, then stretched so that calls overlap. */
  private static List<List<Observed>> simulated(Random random) {
    List<List<Observed>> threads = new ArrayList<>();
    List<Long> free = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      threads.add(new ArrayList<>());
      free.add(0L);
    }
    int value = Call.NONE;
    for (long now = 100; threads.get(0).size() < CALLS_EACH; now += 100) {
      int thread = random.nextInt(THREADS);
      if (free.get(thread) < now) {
        Call call = randomCall(random);
        Register step = Register.apply(call, value, Call.NONE);
        value = step.value();
        long start = Math.max(free.get(thread) + 1, now - random.nextInt(400));
        long end = now + random.nextInt(400);
        threads.get(thread).add(new Observed(call, step.result(), start, end));
        free.set(thread, end);
      }
    }
    return threads;
  }

  private static Call randomCall(Random random) {
    Verb[] verbs = {Verb.GET, Verb.PUT, Verb.PUT_IF_ABSENT, Verb.REMOVE, Verb.REPLACE_IF};
    int first = 1 + random.nextInt(3);
    return new Call(verbs[random.nextInt(verbs.length)], KEY, first, 1 + random.nextInt(3));
  }

  private static List<Observed> append(List<Observed> calls, Observed last) {
    List<Observed> longer = new ArrayList<>(calls);
    longer.add(last);
    return longer;
  }

  private static Observed put(int value, long start, long end) {
    return observed(Verb.PUT, 0, value, Call.VOID, start, end);
  }

  private static Observed get(int result, long start, long end) {
    return observed(Verb.GET, 0, 0, result, start, end);
  }

  private static Observed behind(int result, long start, long end) {
    return observed(Verb.LOOK_BEHIND, 0, 0, result, start, end);
  }

  private static Observed observed(
      Verb verb, int first, int second, int result, long start, long end) {
    return new Observed(new Call(verb, KEY, first, second), result, start, end);
  }
}
