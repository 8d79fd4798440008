// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cluster.register.FaultyRegister.Fault;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Each fault does what its name says, and no fault of one call forks a cell. */
class FaultyRegisterTest {
  private static final CellName NAME = CellName.TABLE;
  private static final int FIGHTS = 100;
  private static final long FOR_EVER = 100_000;

  private final VirtualQueue queue = new VirtualQueue();
  private final RegisterServer server = new RegisterServer();
  private final FaultyRegister register = new FaultyRegister(server, new Random(1), queue);

  private static Cell.Content content(int number) {
    return new Cell.Content(new Nonce(number, number), Payload.of("data " + number));
  }

  private static Swap won(int version, int number) {
    return new Swap.Won(new Cell(NAME, version, content(number)));
  }

  private CompletionStage<Swap> swap(long expected, int number) {
    return register.swap(NAME, expected, content(number));
  }

  /** Whether the call fails, neither sooner nor later than it may. */
  private boolean failsInTime(CompletionStage<?> stage) {
    long start = queue.nowMillis();
    boolean failed = queue.await(stage.handle((value, failure) -> failure != null));
    return failed && queue.nowMillis() - start == FaultyRegister.TIMEOUT_MILLIS;
  }

  private Optional<Long> versionThere() {
    return server.memory().read(NAME).toCompletableFuture().join().map(Cell::version);
  }

  @Test
  void swap_withoutFaults_isAnsweredAfterAWhile() {
    CompletableFuture<Swap> swapped = swap(0, 1).toCompletableFuture();

    assertThat(swapped).isNotDone();
    assertThat(queue.await(swapped)).isEqualTo(won(1, 1));
    assertThat(queue.nowMillis()).isBetween(2L, 40L);
  }

  @Test
  void swap_answerLost_tookEffectAndIsWonWhenRepeated() {
    register.plan(Fault.ANSWER_LOST);

    assertThat(failsInTime(swap(0, 1))).isTrue();

    assertThat(versionThere()).contains(1L);
    assertThat(queue.await(swap(0, 1))).isEqualTo(won(1, 1));
    assertThat(server.changes()).isEqualTo(1);
  }

  @Test
  void swap_requestLost_hadNoEffectAndIsWonWhenRepeated() {
    register.plan(Fault.REQUEST_LOST);

    assertThat(failsInTime(swap(0, 1))).isTrue();

    assertThat(versionThere()).isEmpty();
    assertThat(queue.await(swap(0, 1))).isEqualTo(won(1, 1));
  }

  @Test
  void swap_requestLate_takesEffectAfterItFailed() {
    register.plan(Fault.REQUEST_LATE);

    assertThat(failsInTime(swap(0, 1))).isTrue();
    Optional<Long> whenItFailed = versionThere();
    queue.advance(FOR_EVER);

    assertThat(whenItFailed).isEmpty();
    assertThat(versionThere()).contains(1L);
  }

  @Test
  void swap_requestLateAndRepeated_hasOneEffect() {
    register.plan(Fault.REQUEST_LATE);
    assertThat(failsInTime(swap(0, 1))).isTrue();

    Swap repeated = queue.await(swap(0, 1));
    queue.advance(FOR_EVER);

    assertThat(repeated).isEqualTo(won(1, 1));
    assertThat(server.changes()).isEqualTo(1);
  }

  @Test
  void swap_requestLateButFencedOff_neverTakesEffect() {
    register.plan(Fault.REQUEST_LATE);
    assertThat(failsInTime(swap(0, 1))).isTrue();

    Swap fence = queue.await(swap(0, 2));
    queue.advance(FOR_EVER);

    assertThat(fence).isEqualTo(won(1, 2));
    assertThat(versionThere()).contains(1L);
    assertThat(server.changes()).isEqualTo(1);
  }

  @Test
  void read_anyFault_fails() {
    for (Fault fault : Fault.values()) {
      register.plan(fault);
      assertThat(failsInTime(register.read(NAME))).as("%s", fault).isTrue();
    }
  }

  @Test
  void calls_whileAway_failAndHaveNoEffect() {
    register.goAway();

    assertThat(failsInTime(swap(0, 1))).isTrue();
    assertThat(failsInTime(register.read(NAME))).isTrue();
    assertThat(failsInTime(register.readAll(""))).isTrue();
    assertThat(versionThere()).isEmpty();

    register.comeBack();
    assertThat(queue.await(swap(0, 1))).isEqualTo(won(1, 1));
  }

  @Test
  void goAway_whileTheAnswerTravels_losesIt() {
    CompletionStage<Swap> swapped = swap(0, 1);
    while (versionThere().isEmpty()) {
      queue.advance(1);
    }

    register.goAway();

    assertThat(queue.<Boolean>await(swapped.handle((value, failure) -> failure != null))).isTrue();
    assertThat(versionThere()).contains(1L);
  }

  @Test
  void goAway_ofOneNode_leavesTheOthers() {
    register.goAway();
    FaultyRegister other = new FaultyRegister(server, new Random(2), queue);

    assertThat(queue.await(other.swap(NAME, 0, content(1)))).isEqualTo(won(1, 1));
  }

  @Test
  void rollBack_lastChange_isForgotten() {
    Swap first = queue.await(swap(0, 1));
    Swap second = queue.await(swap(1, 2));

    server.rollBack(1);

    assertThat(List.of(first, second)).containsExactly(won(1, 1), won(2, 2));
    assertThat(queue.await(register.read(NAME))).contains(new Cell(NAME, 1, content(1)));
    assertThat(queue.await(swap(1, 3))).as("a fork").isEqualTo(won(2, 3));
  }

  @Test
  void rollBack_whileWatched_hintsWhatIsChangedAfterwards() {
    List<Cell> hints = new ArrayList<>();
    AutoCloseable watch = register.watch("", hints::add);
    Swap first = queue.await(swap(0, 1));
    server.rollBack(1);

    Swap second = queue.await(swap(0, 2));
    queue.advance(FOR_EVER);

    assertThat(watch).isNotNull();
    assertThat(List.of(first, second)).containsExactly(won(1, 1), won(1, 2));
    assertThat(hints).extracting(Cell::content).containsExactly(content(1), content(2));
  }

  @Test
  void close_pendingCalls_fail() {
    CompletableFuture<Swap> pending = swap(0, 1).toCompletableFuture();

    register.close();

    assertThat(pending).isCompletedExceptionally();
  }

  @Test
  void fight_underAllFaults_hasOneWinnerOfEachVersion() {
    forSeeds(
        seed -> {
          RegisterFight fight = fight(seed, Trouble.ALL_FAULTS);

          assertThat(fight.violations()).isEmpty();
          assertThat(fight.wins()).isPositive();
        });
  }

  @Test
  void fight_rolledBackMeanwhile_isSeen() {
    forSeeds(seed -> assertThat(fight(seed, Trouble.ROLL_BACK).violations()).isNotEmpty());
  }

  @Test
  void fight_sameSeed_goesTheSameWay() {
    assertThat(fight(7, Trouble.ALL_FAULTS).lastVersion())
        .isEqualTo(fight(7, Trouble.ALL_FAULTS).lastVersion());
  }

  /** What is done with one seed. */
  private interface Round {
    void run(long seed);
  }

  private static void forSeeds(Round round) {
    Long given = Long.getLong("test.seed");
    long first = given == null ? new SplittableRandom().nextLong() : given;
    int count = given == null ? FIGHTS : 1;
    System.out.println("FaultyRegisterTest: " + count + " seeds from " + first);
    for (long seed = first; seed < first + count; seed++) {
      try {
        round.run(seed);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("run it again with -Dtest.seed=" + seed, failure);
      }
    }
  }

  /** Four callers with a way each. */
  private static RegisterFight fight(long seed, Trouble trouble) {
    Random random = new Random(seed);
    VirtualQueue queue = new VirtualQueue();
    RegisterServer server = new RegisterServer();
    RegisterFight fight = new RegisterFight(NAME, 40);
    List<CompletionStage<Void>> callers = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      FaultyRegister register = new FaultyRegister(server, random, queue);
      trouble.befall(register, random, queue);
      callers.add(fight.join(register));
    }
    if (trouble == Trouble.ROLL_BACK) {
      queue.after(1_000, () -> server.rollBack(3)); // every caller has rounds left then
    }
    callers.forEach(queue::await);
    return fight;
  }

  /** What goes wrong in a fight. */
  private enum Trouble {
    ALL_FAULTS {
      @Override
      void befall(FaultyRegister register, Random random, Later later) {
        for (Fault fault : Fault.values()) {
          register.setLikelihood(fault, random.nextInt(15));
        }
        long away = random.nextInt(5_000);
        later.after(away, register::goAway);
        later.after(away + random.nextInt(10_000), register::comeBack);
      }
    },
    ROLL_BACK {
      @Override
      void befall(FaultyRegister register, Random random, Later later) {}
    };

    abstract void befall(FaultyRegister register, Random random, Later later);
  }
}
