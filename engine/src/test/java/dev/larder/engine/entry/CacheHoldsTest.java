// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks the states and moves at the head of {@link CacheHolds}. */
class CacheHoldsTest {
  private static final long NOW = 1_000_000;
  private static final long LIMIT = 1_000;
  private static final long DOUBT = 5_000;
  private static final long SILENT = 9_000;

  private static CacheHolds inState(String state) {
    CacheHolds holds = CacheHolds.NONE;
    if (state.contains("HELD")) {
      holds = holds.opened(1, NOW + LIMIT);
    }
    if (state.contains("HELD2")) {
      holds = holds.opened(2, NOW + 2 * LIMIT);
    }
    if (state.contains("DOUBT")) {
      holds = holds.opened(3, NOW + LIMIT).doubted(3, NOW + DOUBT);
    }
    assertThat(state(holds)).isEqualTo(state);
    return holds;
  }

  /** The state, by what can be asked of it. */
  private static String state(CacheHolds holds) {
    int open = (holds.holds(1) ? 1 : 0) + (holds.holds(2) ? 1 : 0) + (holds.holds(9) ? 1 : 0);
    assertThat(holds.isHeld()).isEqualTo(open > 0);
    String held = open == 0 ? "" : open == 1 ? "HELD" : "HELD" + open;
    String doubt = holds.isInDoubt() ? "DOUBT" : "";
    String joined = held + (held.isEmpty() || doubt.isEmpty() ? "" : "+") + doubt;
    return joined.isEmpty() ? "FREE" : joined;
  }

  /** Moves name the first that is open; in DOUBT alone, the intent that left it. */
  @ParameterizedTest
  @CsvSource({
    "FREE,        open,       HELD",
    "FREE,        end,        FREE",
    "FREE,        doubt,      DOUBT",
    "FREE,        limit,      FREE",
    "FREE,        doubt over, FREE",
    "HELD,        open,       HELD2",
    "HELD,        end,        FREE",
    "HELD,        doubt,      DOUBT",
    "HELD,        limit,      DOUBT",
    "HELD,        doubt over, DOUBT",
    "HELD2,       open,       HELD3",
    "HELD2,       end,        HELD",
    "HELD2,       doubt,      HELD+DOUBT",
    "HELD2,       limit,      HELD+DOUBT",
    "HELD2,       doubt over, DOUBT",
    "DOUBT,       open,       HELD+DOUBT",
    "DOUBT,       end,        FREE",
    "DOUBT,       doubt,      DOUBT",
    "DOUBT,       limit,      DOUBT",
    "DOUBT,       doubt over, FREE",
    "HELD+DOUBT,  open,       HELD2+DOUBT",
    "HELD+DOUBT,  end,        DOUBT",
    "HELD+DOUBT,  doubt,      DOUBT",
    "HELD+DOUBT,  limit,      DOUBT",
    "HELD+DOUBT,  doubt over, DOUBT",
  })
  void move_inEachState_leadsAsTheTableSays(String before, String move, String after) {
    CacheHolds holds = inState(before);
    long id = before.equals("DOUBT") ? 3 : 1;

    CacheHolds moved =
        switch (move) {
          case "open" -> holds.opened(9, NOW + LIMIT);
          case "end" -> holds.ended(id);
          case "doubt" -> holds.doubted(id, NOW + 2 * DOUBT);
          case "limit" -> holds.at(NOW + LIMIT, SILENT);
          case "doubt over" -> holds.at(NOW + DOUBT, SILENT);
          default -> throw new IllegalArgumentException("no move is called " + move);
        };

    assertThat(state(moved)).isEqualTo(after);
    assertThat(state(holds)).as("the state before is left as it was").isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"FREE", "HELD", "HELD2", "DOUBT", "HELD+DOUBT"})
  void at_beforeAnythingIsDue_isTheSameState(String state) {
    CacheHolds holds = inState(state);

    assertThat(holds.at(Math.min(holds.nextMillis(), NOW + 100 * DOUBT) - 1, SILENT))
        .isSameAs(holds);
  }

  @ParameterizedTest
  @CsvSource({"HELD", "HELD2", "DOUBT", "HELD+DOUBT"})
  void at_nextInstant_givesAnotherState(String state) {
    CacheHolds holds = inState(state);

    assertThat(holds.at(holds.nextMillis(), SILENT)).isNotSameAs(holds);
  }

  @Test
  void at_intentPastItsLimit_doubtsFromThatInstantOn() {
    long late = NOW + LIMIT + 70;

    CacheHolds holds = inState("HELD").at(late, SILENT);

    assertThat(holds.nextMillis()).isEqualTo(late + SILENT);
    assertThat(state(holds.at(late + SILENT - 1, SILENT))).isEqualTo("DOUBT");
    assertThat(state(holds.at(late + SILENT, SILENT))).isEqualTo("FREE");
    assertThat(state(holds.ended(1))).as("its late end").isEqualTo("FREE");
  }

  @Test
  void doubted_ofAnIntentThatIsInDoubt_lastsFromThatInstantOn() {
    CacheHolds holds = inState("DOUBT").doubted(3, NOW + 3 * DOUBT);

    assertThat(state(holds.at(NOW + 3 * DOUBT - 1, SILENT))).isEqualTo("DOUBT");
    assertThat(state(holds.at(NOW + 3 * DOUBT, SILENT))).isEqualTo("FREE");
  }

  @Test
  void nextMillis_nothingHeld_isNever() {
    assertThat(CacheHolds.NONE.nextMillis()).isEqualTo(Long.MAX_VALUE);
  }
}
