// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import static dev.larder.cluster.history.Operation.answered;
import static dev.larder.cluster.history.Operation.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Histories of a register that holds one number, 0 at first. */
class LinearizabilityCheckerTest {
  private static final int READ = -1;
  private static final int DONE = -2;

  /** Calls are {@link #READ} or the number to write; a write is answered {@link #DONE}. */
  private record Register() implements Model<Integer, Integer, Integer> {
    @Override
    public Integer initial() {
      return 0;
    }

    @Override
    public Optional<Integer> step(Integer state, Integer call, Optional<Integer> answer) {
      int right = call == READ ? state : DONE;
      return answer.isEmpty() || answer.get() == right
          ? Optional.of(call == READ ? state : call)
          : Optional.empty();
    }
  }

  private final LinearizabilityChecker<Integer, Integer, Integer> checker =
      new LinearizabilityChecker<>(new Register());

  private static Operation<Integer, Integer> write(String caller, int value, int start, int end) {
    return answered(caller, value, start, DONE, end);
  }

  private static Operation<Integer, Integer> read(String caller, int value, int start, int end) {
    return answered(caller, READ, start, value, end);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private boolean accepts(Operation<Integer, Integer>... history) {
    return checker.check(List.of(history)).isEmpty();
  }

  @Test
  void check_nothing_isFine() {
    assertThat(accepts()).isTrue();
  }

  @Test
  void check_readDuringWrite_mayFindEither() {
    assertThat(accepts(write("a", 1, 1, 9), read("b", 0, 2, 3), read("b", 1, 4, 5))).isTrue();
  }

  @Test
  void check_readThatGoesBackDuringWrite_isRejected() {
    assertThat(accepts(write("a", 1, 1, 9), read("b", 1, 2, 3), read("b", 0, 4, 5))).isFalse();
  }

  @Test
  void check_readsOfTwoCallersInOppositeOrders_areRejected() {
    assertThat(
            accepts(
                write("a", 1, 1, 20),
                write("b", 2, 1, 20),
                read("c", 1, 2, 3),
                read("c", 2, 4, 5),
                read("d", 2, 2, 3),
                read("d", 1, 4, 5)))
        .isFalse();
  }

  @Test
  void check_staleRead_isRejected() {
    assertThat(accepts(write("a", 1, 1, 2), read("b", 0, 3, 4))).isFalse();
  }

  @Test
  void check_lostUpdate_isRejected() {
    assertThat(accepts(write("a", 1, 1, 2), write("b", 2, 3, 4), read("a", 1, 5, 6))).isFalse();
  }

  @Test
  void check_readOfWhatNobodyWrote_isRejected() {
    assertThat(accepts(write("a", 1, 1, 2), unknown("b", 2, 1), read("c", 3, 3, 4))).isFalse();
  }

  @Test
  void check_readOfWhatIsWrittenLater_isRejected() {
    assertThat(accepts(read("a", 1, 1, 2), write("b", 1, 3, 4))).isFalse();
  }

  @Test
  void check_touchingOperations_overlap() {
    assertThat(accepts(read("a", 1, 1, 2), write("b", 1, 2, 3))).isTrue();
  }

  @Test
  void check_unknownWriteNeverSeen_isFine() {
    assertThat(accepts(unknown("a", 1, 1), read("b", 0, 2, 3), read("b", 0, 99, 100))).isTrue();
  }

  @Test
  void check_unknownWriteSeenLate_isFine() {
    assertThat(accepts(unknown("a", 1, 1), read("b", 0, 2, 3), read("b", 1, 99, 100))).isTrue();
  }

  @Test
  void check_unknownWriteOverAnAnsweredOne_isFine() {
    assertThat(accepts(unknown("a", 1, 1), write("b", 2, 2, 3), read("b", 1, 4, 5))).isTrue();
  }

  @Test
  void check_unknownWriteSeenBeforeItsStart_isRejected() {
    assertThat(accepts(read("b", 1, 1, 2), unknown("a", 1, 3))).isFalse();
  }

  @Test
  void check_unknownWriteSeenThenUnseen_isRejected() {
    assertThat(accepts(unknown("a", 1, 1), read("b", 1, 2, 3), read("b", 0, 4, 5))).isFalse();
  }

  @Test
  void check_unknownWriteSeenTwiceWithAnotherBetween_isRejected() {
    assertThat(
            accepts(
                unknown("a", 1, 1),
                read("b", 1, 2, 3),
                write("b", 2, 4, 5),
                read("b", 2, 6, 7),
                read("b", 1, 8, 9)))
        .isFalse();
  }

  @Test
  void check_asManyEqualUnknownWritesAsWereSeen_isFine() {
    List<Operation<Integer, Integer>> history = new ArrayList<>();
    int unknownWrites = 100;
    for (int round = 0; round < unknownWrites; round++) {
      history.add(unknown("a" + round, 1, round));
      history.add(write("b", 2, 200 + 4 * round, 201 + 4 * round));
      history.add(read("b", 1, 202 + 4 * round, 203 + 4 * round));
    }

    assertThat(checker.check(history)).isEmpty();

    history.remove(0);
    assertThat(checker.check(history)).isPresent();
  }

  @Test
  void check_unknownRead_isFineAndExplainsNothing() {
    assertThat(accepts(unknown("a", READ, 1), read("b", 0, 2, 3))).isTrue();
    assertThat(accepts(unknown("a", READ, 1), read("b", 1, 2, 3))).isFalse();
  }

  @Test
  void check_wrongHistory_namesTheFirstAnswerThatNothingExplains() {
    Operation<Integer, Integer> stale = read("b", 1, 5, 6);
    List<Operation<Integer, Integer>> history =
        List.of(
            write("a", 1, 1, 2),
            write("a", 2, 3, 4),
            stale,
            unknown("c", 3, 5),
            write("d", 4, 6, 7),
            read("a", 7, 8, 9));

    Violation<Integer, Integer, Integer> violation = checker.check(history).orElseThrow();

    assertThat(violation.proof()).isEqualTo(Violation.Proof.TRIED_ALL);
    assertThat(violation.unexplained()).isEqualTo(stale);
    assertThat(violation.begun()).containsExactlyElementsOf(history.subList(0, 5));
    assertThat(violation.unplaced()).contains(stale);
    assertThat(violation.longestOrder()).extracting(Violation.Placed::stateAfter).startsWith(1, 2);
    assertThat(violation.toString().lines())
        .startsWith(
            "not linearizable: no order of the 5 operations begun by 6 was found that explains",
            "  [5..6] b -1 -> 1",
            "longest order found, each with the state after it",
            "  [1..2] a 1 -> -2 => 1",
            "  [3..4] a 2 -> -2 => 2")
        .contains("not in that order");
  }

  @Test
  void check_tooManyOrders_saysThatItGaveUp() {
    List<Operation<Integer, Integer>> history =
        List.of(write("a", 1, 1, 9), write("b", 2, 1, 9), read("c", 3, 1, 9));

    assertThat(new Search<>(new Register(), history).run(2))
        .hasValueSatisfying(
            violation -> {
              assertThat(violation.proof()).isEqualTo(Violation.Proof.GAVE_UP);
              assertThat(violation.toString()).startsWith("undecided");
            });
  }

  @Test
  void requireLinearizable_oneWrongKey_namesIt() {
    Map<String, List<Operation<Integer, Integer>>> histories =
        Map.of("good", List.of(read("a", 0, 1, 2)), "wrong", List.of(read("a", 1, 1, 2)));

    assertThatThrownBy(() -> checker.requireLinearizable(histories))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("key wrong: not linearizable");
  }

  @Test
  void operation_thatNobodyCanHaveSeen_isRefused() {
    assertThatThrownBy(() -> write("a", 1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
