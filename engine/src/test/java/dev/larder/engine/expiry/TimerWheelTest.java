// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wake-ups against a plain list of them. One seed makes one history; {@code -Dtest.seed=} runs that
 * one again.
 */
class TimerWheelTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 400;
  private static final int MOST_WAKE_UPS_ON_THE_WAY = 200; // through five levels of 64 buckets

  @Test
  void advance_randomHistory_wakesWhatIsDueAndNothingElse() {
    Long given = Long.getLong("test.seed");
    long first = given == null ? new SplittableRandom().nextLong() : given;
    int count = given == null ? SEEDS : 1;
    System.out.println("TimerWheelTest: " + count + " seeds from " + first);

    for (long seed = first; seed < first + count; seed++) {
      try {
        new History(seed).run();
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("run it again with -Dtest.seed=" + seed, failure);
      }
    }
  }

  /** One wheel and its model, fed with the same random steps. */
  private static final class History {
    private final SplittableRandom random;
    private final TimerWheel<Integer> wheel;
    private final Map<Integer, Ticket<Integer>> waiting = new HashMap<>();
    private long nowMillis;
    private int nextOwner;

    History(long seed) {
      random = new SplittableRandom(seed);
      nowMillis =
          random.nextBoolean() ? random.nextLong(5_000) : 1_700_000_000_000L + seed % 10_000;
      wheel = new TimerWheel<>(nowMillis);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(8)) {
          case 0, 1, 2, 3 -> schedule();
          case 4 -> cancel();
          case 5 -> advanceTo(nowMillis + distance());
          case 6 -> advanceTo(wheel.nextWakeMillis() == Long.MAX_VALUE ? nowMillis : nextWake());
          default -> advanceTo(nowMillis); // time does not move
        }
        assertThat(wheel.nextWakeMillis()).isLessThanOrEqualTo(firstDueMillis());
      }
      drain();
    }

    private long nextWake() {
      return Math.max(nowMillis, wheel.nextWakeMillis());
    }

    private void schedule() {
      int owner = nextOwner++;
      long at = nowMillis + (random.nextInt(6) == 0 ? -distance() : distance());
      waiting.put(owner, wheel.schedule(owner, at));
    }

    /** Any size from nothing to a year, small ones as often as large ones. */
    private long distance() {
      return random.nextLong(1L << random.nextInt(1, 35));
    }

    private void cancel() {
      if (!waiting.isEmpty()) {
        Integer owner = new ArrayList<>(waiting.keySet()).get(random.nextInt(waiting.size()));
        Ticket<Integer> ticket = waiting.remove(owner);
        wheel.cancel(ticket);
        wheel.cancel(ticket); // a second time does nothing
        assertThat(ticket.isDone()).isTrue();
      }
    }

    private void advanceTo(long toMillis) {
      List<Integer> due = new ArrayList<>();
      wheel.advance(toMillis, due::add);
      nowMillis = toMillis;

      List<Integer> expected =
          waiting.entrySet().stream()
              .filter(entry -> entry.getValue().atMillis() <= nowMillis)
              .map(Map.Entry::getKey)
              .toList();
      assertThat(due).containsExactlyInAnyOrderElementsOf(expected);
      expected.forEach(owner -> assertThat(waiting.remove(owner).isDone()).isTrue());
    }

    private long firstDueMillis() {
      return waiting.values().stream().mapToLong(Ticket::atMillis).min().orElse(Long.MAX_VALUE);
    }

    /** Whoever comes whenever the wheel asks for it gets all, each at its very instant. */
    private void drain() {
      for (long rounds = 0; !waiting.isEmpty(); rounds++) {
        long first = firstDueMillis();
        long wake = nextWake();
        assertThat(wake).isLessThanOrEqualTo(Math.max(nowMillis, first));
        assertThat(rounds).isLessThan((long) nextOwner * MOST_WAKE_UPS_ON_THE_WAY);
        advanceTo(wake);
      }
      assertThat(wheel.nextWakeMillis()).isEqualTo(Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 15, 16, 1_007, 1_008, 1_023, 1_024, 64_512, 65_535, 65_536, 4_200_000})
  void advance_toTheVeryInstant_wakesThenAndNotBefore(long aheadMillis) {
    for (long start = 0; start < 2_048; start++) {
      List<String> due = new ArrayList<>();
      TimerWheel<String> wheel = new TimerWheel<>(start);
      Ticket<String> unused = wheel.schedule("a", start + aheadMillis);

      wheel.advance(start + aheadMillis - 1, due::add);
      assertThat(due).as("early, from %s", start).isEmpty();
      wheel.advance(start + aheadMillis, due::add);
      assertThat(due).as("late, from %s", start).containsExactly("a");
    }
  }

  @Test
  void advance_beyondTheLargestWheel_wakesAtItsInstant() {
    long at = TimeUnit.DAYS.toMillis(1_000);
    List<String> due = new ArrayList<>();
    TimerWheel<String> wheel = new TimerWheel<>(0);
    Ticket<String> unused = wheel.schedule("a", at);

    long now = 0;
    while (wheel.nextWakeMillis() < at) {
      assertThat(wheel.nextWakeMillis()).isGreaterThan(now);
      now = wheel.nextWakeMillis();
      wheel.advance(now, due::add);
      assertThat(due).isEmpty();
    }
    wheel.advance(at, due::add);

    assertThat(due).containsExactly("a");
  }

  @Test
  void schedule_farthestInstantThereIs_neverWakes() {
    List<String> due = new ArrayList<>();
    TimerWheel<String> wheel = new TimerWheel<>(1_700_000_000_000L);
    Ticket<String> unused = wheel.schedule("a", Long.MAX_VALUE - 1);

    wheel.advance(4_000_000_000_000L, due::add);

    assertThat(due).isEmpty();
    assertThat(wheel.nextWakeMillis()).isGreaterThan(4_000_000_000_000L);
  }

  @Test
  void advance_backwards_changesNothing() {
    List<String> due = new ArrayList<>();
    TimerWheel<String> wheel = new TimerWheel<>(1_000);
    Ticket<String> unused = wheel.schedule("a", 1_100);

    wheel.advance(500, due::add);
    assertThat(wheel.nextWakeMillis()).isLessThanOrEqualTo(1_100);
    wheel.advance(1_100, due::add);

    assertThat(due).containsExactly("a");
  }

  @Test
  void cancel_byOneThatIsWokenBesideIt_keepsTheWheelSound() {
    TimerWheel<String> wheel = new TimerWheel<>(0);
    Ticket<String> unused = wheel.schedule("a", 5);
    Ticket<String> other = wheel.schedule("b", 5);
    Ticket<String> unusedLast = wheel.schedule("c", 9);
    List<String> due = new ArrayList<>();

    wheel.advance(
        5,
        owner -> {
          due.add(owner);
          wheel.cancel(other);
        });
    wheel.advance(9, due::add);

    assertThat(due).containsExactly("a", "c");
  }
}
