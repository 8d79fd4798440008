// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue keeps its order through holes, growth and wrapping. */
class ResidentRingTest {
  private final ResidentRing<Resident> ring = new ResidentRing<>(1);

  @Test
  void poll_afterRemovals_skipsTheHoles() {
    List<Resident> all = new ArrayList<>();
    for (int key = 0; key < 20; key++) {
      all.add(new Resident(key));
      ring.add(all.get(key));
    }
    all.stream().filter(resident -> resident.key % 3 != 0).forEach(ring::remove);

    List<Integer> polled = new ArrayList<>();
    while (ring.size() > 0) {
      polled.add(ring.poll().key);
    }

    assertThat(polled).containsExactly(0, 3, 6, 9, 12, 15, 18);
  }

  @Test
  void holds_byTag_tellsRingsApart() {
    ResidentRing<Resident> other = new ResidentRing<>(0);
    Resident here = new Resident(1);
    Resident there = new Resident(2);
    ring.add(here);
    other.add(there);

    assertThat(ring.holds(here)).isTrue();
    assertThat(ring.holds(there)).isFalse();
    assertThat(ring.holds(new Resident(3))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void anyOperations_atRandom_keepTheOrderOfArrival(long seed) {
    Random random = new Random(seed);
    LinkedHashSet<Resident> model = new LinkedHashSet<>();
    List<Resident> arrived = new ArrayList<>();
    for (int step = 0; step < 50_000; step++) {
      int growing = step / 5_000 % 2 == 0 ? 6 : 3;
      int choice = random.nextInt(10);
      if (choice < growing || model.isEmpty()) {
        Resident resident = new Resident(step);
        ring.add(resident);
        model.add(resident);
        arrived.add(resident);
      } else if (choice < 8) {
        Resident oldest = model.iterator().next();
        assertThat(ring.poll()).as("seed %d, step %d", seed, step).isSameAs(oldest);
        model.remove(oldest);
      } else {
        Resident any = arrived.get(random.nextInt(arrived.size()));
        if (model.remove(any)) {
          ring.remove(any);
        }
      }
      assertThat(ring.size()).isEqualTo(model.size());
    }
    for (Resident expected : model) {
      assertThat(ring.poll()).isSameAs(expected);
    }
  }
}
