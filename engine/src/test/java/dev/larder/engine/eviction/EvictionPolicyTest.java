// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every order of departure, whatever the algorithm. */
class EvictionPolicyTest {
  private final EvictionPolicy<Resident> policy = new EvictionPolicy<>();

  @Test
  void nextVictim_withoutResidents_isNull() {
    assertThat(policy.nextVictim(resident -> true)).isNull();
    assertThat(policy.size()).isZero();
  }

  @Test
  void nextVictim_oneResident_letsGoOfIt() {
    Resident only = new Resident(1);
    policy.add(only);

    assertThat(policy.nextVictim(resident -> true)).isSameAs(only);
    assertThat(policy.holds(only)).isFalse();
    assertThat(policy.size()).isZero();
  }

  @Test
  void nextVictim_calledUntilEmpty_proposesEachResidentOnce() {
    fill(10_000).forEach(Resident::markUsed);

    Set<Resident> gone = new HashSet<>();
    for (Resident victim = anyVictim(); victim != null; victim = anyVictim()) {
      assertThat(gone.add(victim)).as("proposed once").isTrue();
    }

    assertThat(gone).hasSize(10_000);
    assertThat(policy.size()).isZero();
  }

  @Test
  void nextVictim_allHeldBack_isNullAndKeepsThem() {
    List<Resident> residents = fill(300);
    residents.forEach(Resident::markUsed);

    assertThat(policy.nextVictim(resident -> false)).isNull();
    assertThat(policy.size()).isEqualTo(300);
    assertThat(residents).allMatch(policy::holds);
  }

  @Test
  void nextVictim_allButOneHeldBack_findsThatOne() {
    List<Resident> residents = fill(300);
    Resident free = residents.get(211);
    residents.forEach(Resident::markUsed);

    assertThat(policy.nextVictim(resident -> resident == free)).isSameAs(free);
    assertThat(policy.size()).isEqualTo(299);
  }

  @Test
  void nextVictim_fewFreeAmongManyHeldBack_findsThemOverSeveralBoundedCalls() {
    List<Resident> residents = fill(100_000);
    Set<Resident> free = Set.of(residents.get(70_000), residents.get(99_999));
    Set<Resident> gone = new HashSet<>();
    int[] looks = new int[1];

    for (int calls = 0; calls < 200 && gone.size() < free.size(); calls++) {
      looks[0] = 0;
      Resident victim =
          policy.nextVictim(
              resident -> {
                looks[0]++;
                return free.contains(resident);
              });
      assertThat(looks[0]).isLessThanOrEqualTo(1024);
      if (victim != null) {
        gone.add(victim);
      }
    }

    assertThat(gone).isEqualTo(free);
  }

  @Test
  void nextVictim_everyResidentOftenUsed_asksAboutOneSoon() {
    List<Resident> residents = fill(100_000);
    residents.forEach(
        resident -> {
          resident.markUsed();
          resident.markUsed();
          resident.markUsed();
        });

    assertThat(anyVictim()).isNotNull();
    long touched =
        residents.stream().filter(resident -> resident.mark < Evictable.MARK_MAX).count();
    assertThat(touched).isLessThanOrEqualTo(300);
  }

  @Test
  void add_whatIsHeldAlready_isRefused() {
    Resident resident = new Resident(1);
    policy.add(resident);

    assertThatThrownBy(() -> policy.add(resident)).isInstanceOf(IllegalStateException.class);
    assertThat(policy.size()).isEqualTo(1);
  }

  @Test
  void add_whatWasProposedButStayed_isProposedAgain() {
    Resident resident = new Resident(1);
    policy.add(resident);
    Resident proposed = anyVictim();

    policy.add(proposed);

    assertThat(proposed).isSameAs(resident);
    assertThat(anyVictim()).isSameAs(resident);
  }

  @Test
  void remove_whatIsNotHeld_changesNothing() {
    List<Resident> residents = fill(3);

    policy.remove(new Resident(77));

    assertThat(residents).allMatch(policy::holds);
  }

  @Test
  void markUsed_manyTimes_staysWithinItsByte() {
    Resident resident = new Resident(1);
    for (int i = 0; i < 1_000; i++) {
      resident.markUsed();
    }

    assertThat(resident.mark).isEqualTo(Evictable.MARK_MAX);
  }

  @Test
  void scan_overUsedResidents_leavesThemAlone() {
    int bound = 1_000;
    List<Resident> used = fill(bound);
    for (int i = 0; i < 5_000; i++) {
      used.get(i % bound).markUsed();
      while (policy.size() >= bound) {
        assertThat(anyVictim()).isNotNull();
      }
      policy.add(new Resident(1_000_000 + i));
    }

    assertThat(used.stream().filter(policy::holds).count()).isGreaterThan(bound * 9 / 10);
  }

  @Test
  void sameOperations_twice_haveTheSameVictims() {
    assertThat(victimsOf(5)).isEqualTo(victimsOf(5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void anyOperations_atRandom_keepThePromises(long seed) {
    Random random = new Random(seed);
    Map<Integer, Resident> held = new LinkedHashMap<>();
    int keys = 1 + random.nextInt(3_000);

    for (int step = 0; step < 60_000; step++) {
      int key = random.nextInt(keys);
      Resident resident = held.get(key);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> addUnlessHeld(held, key);
        case 3 -> removeIfHeld(held, key);
        case 4 -> takeVictim(held, random.nextInt(1, 6));
        default -> {
          if (resident != null) {
            resident.markUsed();
          }
        }
      }
      assertThat(policy.size()).as("seed %d, step %d", seed, step).isEqualTo(held.size());
    }

    assertThat(held.values()).allMatch(policy::holds);
    for (Resident victim = anyVictim(); victim != null; victim = anyVictim()) {
      assertThat(held.remove(victim.key)).isSameAs(victim);
    }
    assertThat(held).isEmpty();
  }

  private void addUnlessHeld(Map<Integer, Resident> held, int key) {
    if (!held.containsKey(key)) {
      Resident resident = new Resident(key);
      held.put(key, resident);
      policy.add(resident);
    }
  }

  private void removeIfHeld(Map<Integer, Resident> held, int key) {
    Resident resident = held.remove(key);
    if (resident != null) {
      policy.remove(resident);
      assertThat(policy.holds(resident)).isFalse();
    }
  }

  /** Keys that {@code divisor} divides may not go. */
  private void takeVictim(Map<Integer, Resident> held, int divisor) {
    Resident victim = policy.nextVictim(resident -> resident.key % divisor != 0);
    if (victim == null) {
      boolean someMayGo = held.keySet().stream().anyMatch(key -> key % divisor != 0);
      assertThat(someMayGo && held.size() < 256).isFalse();
    } else {
      assertThat(victim.key % divisor).isNotZero();
      assertThat(held.remove(victim.key)).isSameAs(victim);
    }
  }

  private List<Integer> victimsOf(long seed) {
    EvictionPolicy<Resident> fresh = new EvictionPolicy<>();
    Random random = new Random(seed);
    List<Resident> added = new ArrayList<>();
    List<Integer> victims = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Resident resident = new Resident(random.nextInt(2_000));
      added.add(resident);
      fresh.add(resident);
      added.get(random.nextInt(added.size())).markUsed();
      if (fresh.size() > 200) {
        victims.add(fresh.nextVictim(any -> true).key);
      }
    }
    return victims;
  }

  private Resident anyVictim() {
    return policy.nextVictim(resident -> true);
  }

  private List<Resident> fill(int count) {
    List<Resident> residents = new ArrayList<>();
    for (int key = 0; key < count; key++) {
      Resident resident = new Resident(key);
      residents.add(resident);
      policy.add(resident);
    }
    return residents;
  }
}
