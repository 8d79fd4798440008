// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks the states and moves at the head of {@link SharedIntents}. */
class SharedIntentsTest {
  private static final StoredEntry<String> ENTRY = new StoredEntry<>("a", 7, ExpiryRule.ETERNAL);
  private static final long LIMIT = 1_000;

  private final SharedIntents<String> shared = new SharedIntents<>();
  private long nextId = 1;

  private void enter(String state) {
    if (!state.equals("NONE")) {
      open();
    }
    if (state.equals("CONTESTED")) {
      shared.contest();
    }
    if (state.equals("SEVERAL")) {
      open();
    }
    assertThat(state()).isEqualTo(state);
  }

  private void open() {
    if (shared.isOpen()) {
      shared.openAnother(nextId, LIMIT + nextId);
    } else {
      shared.openFirst(nextId, LIMIT + nextId, ENTRY, 0);
    }
    nextId++;
  }

  /** The state, by what can be asked of it; what is hidden is kept only while one is alone. */
  private String state() {
    if (!shared.isOpen()) {
      return "NONE";
    }
    assertThat(shared.hidden() != null).isEqualTo(!shared.isContested());
    boolean several = shared.nextDeadlineMillis() < LIMIT + nextId - 1;
    return shared.isContested() ? several ? "SEVERAL" : "CONTESTED" : "ALONE";
  }

  /** SEVERAL is CONTESTED with two open; moves name the first that is open. */
  @ParameterizedTest
  @CsvSource({
    "NONE,      open,    ALONE",
    "NONE,      contest, NONE",
    "NONE,      close,   NONE",
    "NONE,      limit,   NONE",
    "ALONE,     open,    SEVERAL",
    "ALONE,     contest, CONTESTED",
    "ALONE,     close,   NONE",
    "ALONE,     limit,   NONE",
    "CONTESTED, open,    SEVERAL",
    "CONTESTED, contest, CONTESTED",
    "CONTESTED, close,   NONE",
    "CONTESTED, limit,   NONE",
    "SEVERAL,   open,    SEVERAL",
    "SEVERAL,   contest, SEVERAL",
    "SEVERAL,   close,   CONTESTED",
    "SEVERAL,   limit,   CONTESTED",
  })
  void move_inEachState_leadsAsTheTableSays(String before, String move, String after) {
    enter(before);

    Map<String, Runnable> moves =
        Map.of(
            "open",
            this::open,
            "contest",
            shared::contest,
            "close",
            () -> assertThat(shared.close(1)).isEqualTo(!before.equals("NONE")),
            "limit",
            () ->
                assertThat(shared.closeOverdue(LIMIT + 1)).hasSize(before.equals("NONE") ? 0 : 1));
    moves.get(move).run();

    assertThat(state()).isEqualTo(after);
  }

  @Test
  void close_ofOneThatIsNotOpen_changesNothing() {
    enter("ALONE");

    assertThat(shared.close(99)).isFalse();

    assertThat(state()).isEqualTo("ALONE");
  }

  @Test
  void openFirst_afterAContestedOnesEnd_isAlone() {
    enter("SEVERAL");
    assertThat(shared.close(1)).isTrue();
    assertThat(shared.close(2)).isTrue();
    open();

    assertThat(state()).isEqualTo("ALONE");
    assertThat(shared.hidden()).isEqualTo(ENTRY);
  }

  @Test
  void closeOverdue_justBeforeTheLimit_closesNone() {
    enter("SEVERAL");
    assertThat(shared.nextDeadlineMillis()).isEqualTo(LIMIT + 1);

    assertThat(shared.closeOverdue(LIMIT)).isEmpty();
    assertThat(shared.closeOverdue(LIMIT + 2)).containsExactly(1L, 2L);

    assertThat(state()).isEqualTo("NONE");
    assertThat(shared.nextDeadlineMillis()).isEqualTo(Long.MAX_VALUE);
  }
}
