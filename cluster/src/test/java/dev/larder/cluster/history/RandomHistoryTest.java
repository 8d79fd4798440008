// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cluster.history.RandomHistory.Shape;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.PlainOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The checker on random histories of an entry. A seed makes one history; {@code -Dtest.seed=} runs
 * that one again.
 */
class RandomHistoryTest {
  private static final int HISTORIES = 1_000;
  private static final int SHORT_HISTORIES = 10_000;
  private static final int LONG_HISTORIES = 20;

  /** What is looked at per operation of a long history; 2 to 6 were seen, a blow-up is 500. */
  private static final int MOST_WORK = 50;

  private final EntryModel model = new EntryModel();
  private final LinearizabilityChecker<Optional<Payload>, PlainOperation<Payload>, EntryAnswer>
      checker = new LinearizabilityChecker<>(model);

  /** What is done with one seed. */
  private interface Round {
    void run(SplittableRandom random);
  }

  private static int forSeeds(int count, Round round) {
    Long given = Long.getLong("test.seed");
    long first = given == null ? new SplittableRandom().nextLong() : given;
    int rounds = given == null ? count : 1;
    System.out.println("RandomHistoryTest: " + rounds + " seeds from " + first);
    for (long seed = first; seed < first + rounds; seed++) {
      try {
        round.run(new SplittableRandom(seed));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("run it again with -Dtest.seed=" + seed, failure);
      }
    }
    return rounds;
  }

  private static Shape shape(SplittableRandom random, int mostOperations, int values) {
    return new Shape(
        random.nextInt(1, 9),
        random.nextInt(1, mostOperations + 1),
        values,
        random.nextInt(3) == 0 ? 0 : random.nextInt(25),
        random.nextInt(10, 80));
  }

  @Test
  void check_goodHistories_acceptsAll() {
    forSeeds(
        HISTORIES,
        random -> {
          Shape shape = shape(random, 200, random.nextInt(5));

          assertThat(checker.check(new RandomHistory(shape, random).run()))
              .as("%s", shape)
              .isEmpty();
        });
  }

  @Test
  void check_historiesWithOneAnswerThatCannotBe_rejectsAll() {
    int[] corrupted = new int[1];
    int rounds =
        forSeeds(
            HISTORIES + HISTORIES / 4,
            random -> {
              Shape shape = shape(random, 200, 0);
              Optional<List<Operation<PlainOperation<Payload>, EntryAnswer>>> wrong =
                  new Corruption(new RandomHistory(shape, random).run(), random).any();

              corrupted[0] += wrong.isPresent() ? 1 : 0;
              wrong.ifPresent(history -> assertRejected(history, shape));
            });
    assertThat(corrupted[0]).isGreaterThanOrEqualTo(rounds == 1 ? 0 : HISTORIES);
  }

  @Test
  void check_shortHistoriesWithAnyAnswers_agreesWithBruteForce() {
    int[] accepted = new int[1];
    int rounds =
        forSeeds(
            SHORT_HISTORIES,
            random -> {
              Shape shape = new Shape(3, random.nextInt(2, 7), 2, random.nextInt(60), 40);
              List<Operation<PlainOperation<Payload>, EntryAnswer>> history =
                  garbled(new RandomHistory(shape, random).run(), random);
              boolean good = BruteForce.isLinearizable(model, history);

              accepted[0] += good ? 1 : 0;
              assertThat(checker.check(history).isEmpty()).as("%s", history).isEqualTo(good);
            });
    if (rounds > 1) {
      assertThat(accepted[0]).isBetween(rounds / 10, rounds - rounds / 10);
    }
  }

  /** With a new answer, of a few, for each operation in turn, or with none changed. */
  private List<Operation<PlainOperation<Payload>, EntryAnswer>> garbled(
      List<Operation<PlainOperation<Payload>, EntryAnswer>> history, SplittableRandom random) {
    List<Optional<Payload>> found =
        List.of(Optional.empty(), Optional.of(Payload.of("v0")), Optional.of(Payload.of("v1")));
    List<Operation<PlainOperation<Payload>, EntryAnswer>> garbled = new ArrayList<>();
    for (Operation<PlainOperation<Payload>, EntryAnswer> one : history) {
      EntryAnswer other = model.answerIn(found.get(random.nextInt(3)), one.call());
      Optional<EntryAnswer> answer =
          random.nextInt(history.size()) == 0 ? one.answer().map(right -> other) : one.answer();
      garbled.add(new Operation<>(one.caller(), one.call(), one.start(), answer, one.end()));
    }
    return garbled;
  }

  @Test
  void check_longHistories_isLittleWork() {
    forSeeds(
        LONG_HISTORIES,
        random -> {
          Shape shape = new Shape(8, 1_000, random.nextBoolean() ? 0 : 3, random.nextInt(10), 50);
          List<Operation<PlainOperation<Payload>, EntryAnswer>> history =
              new RandomHistory(shape, random).run();
          Search<Optional<Payload>, PlainOperation<Payload>, EntryAnswer> search =
              new Search<>(model, history);

          assertThat(search.run(MOST_WORK * 1_000)).as("%s", shape).isEmpty();
        });
  }

  @Test
  void check_longHistoriesWithOneAnswerThatCannotBe_saysSo() {
    forSeeds(
        LONG_HISTORIES,
        random -> {
          Shape shape = new Shape(8, 1_000, 0, random.nextInt(10), 50);
          List<Operation<PlainOperation<Payload>, EntryAnswer>> wrong =
              new Corruption(new RandomHistory(shape, random).run(), random).any().orElseThrow();

          assertRejected(wrong, shape);
        });
  }

  private void assertRejected(
      List<Operation<PlainOperation<Payload>, EntryAnswer>> history, Shape shape) {
    assertThat(checker.check(history).map(Violation::proof))
        .as("%s", shape)
        .contains(Violation.Proof.TRIED_ALL);
  }
}
