// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator can fail: each rule that is broken on purpose is noticed. */
class MutantTest {
  private static final int SCHEDULES = 2_000;

  static List<Mutant> mutants() {
    return Mutant.common();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void brokenRule_isNoticed(Mutant mutant) throws IOException {
    Optional<MutantHunt.Caught> caught = MutantHunt.hunt(mutant, 1, SCHEDULES);

    assertThat(caught).as("%s: %s", mutant.name(), mutant.rule()).isPresent();
    MutantHunt.Caught found = caught.orElseThrow();
    System.out.printf(
        "mutant %-28s caught after %4d schedules, seed %d: %s%n",
        mutant.name(), found.schedules(), found.seed(), found.how());
  }
}
