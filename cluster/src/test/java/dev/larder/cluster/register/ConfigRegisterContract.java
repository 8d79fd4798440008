// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every register must do, whatever is below it, while nothing fails. */
public abstract class ConfigRegisterContract {
  private static final int CALLERS = 5;
  private static final int ROUNDS = 60;
  private static final CellName NAME = new CellName("node/a");

  /** A register of one node; each call gives another node's, to the same cells. */
  protected abstract ConfigRegister open();

  /** A register of another cluster. */
  protected abstract ConfigRegister openElsewhere();

  /** Waits for a stage; gives back what it brought, or throws. */
  protected abstract <T> T await(CompletionStage<T> stage);

  /** Gives hints the time to arrive: so much as a register is allowed. */
  protected abstract void awaitHints();

  /** Lets callers fight, each in a way of its own; gives back when all have ended. */
  protected abstract void fight(RegisterFight fight, List<ConfigRegister> registers);

  private static Cell.Content content(int number) {
    return new Cell.Content(new Nonce(number, number), Payload.of("data " + number));
  }

  private static Swap won(CellName name, int version, int number) {
    return new Swap.Won(new Cell(name, version, content(number)));
  }

  private static Swap refused(int version, int number) {
    return new Swap.Refused(Optional.of(new Cell(NAME, version, content(number))));
  }

  private Swap swap(ConfigRegister register, long expected, int number) {
    return await(register.swap(NAME, expected, content(number)));
  }

  private Optional<Cell> read(ConfigRegister register) {
    return await(register.read(NAME));
  }

  @Test
  void read_absent_isEmpty() {
    ConfigRegister register = open();

    assertThat(read(register)).isEmpty();
    assertThat(await(register.readAll(""))).isEmpty();
  }

  @Test
  void swap_expectedVersion_winsTheNext() {
    ConfigRegister register = open();

    assertThat(swap(register, 0, 1)).isEqualTo(won(NAME, 1, 1));
    assertThat(swap(register, 1, 2)).isEqualTo(won(NAME, 2, 2));
    assertThat(swap(register, 2, 3)).isEqualTo(won(NAME, 3, 3));
  }

  @Test
  void swap_anotherVersion_isRefusedWithTheCurrentCell() {
    ConfigRegister register = open();
    assertThat(swap(register, 3, 9)).isEqualTo(new Swap.Refused(Optional.empty()));
    Swap first = swap(register, 0, 1);
    Swap second = swap(register, 1, 2);

    assertThat(List.of(first, second)).hasOnlyElementsOfType(Swap.Won.class);
    assertThat(swap(register, 0, 3)).as("absent").isEqualTo(refused(2, 2));
    assertThat(swap(register, 1, 3)).as("stale").isEqualTo(refused(2, 2));
    assertThat(swap(register, 3, 3)).as("future").isEqualTo(refused(2, 2));
    assertThat(read(register)).contains(new Cell(NAME, 2, content(2)));
  }

  @Test
  void swap_repeatedAfterItWon_winsAndChangesNothing() {
    ConfigRegister register = open();
    Swap first = swap(register, 0, 1);

    assertThat(swap(register, 0, 1)).isEqualTo(first).isEqualTo(won(NAME, 1, 1));
    assertThat(read(register)).contains(new Cell(NAME, 1, content(1)));
  }

  @Test
  void swap_repeatedAfterAnotherWon_isRefused() {
    ConfigRegister register = open();
    Swap mine = swap(register, 0, 1);
    Swap other = swap(open(), 1, 2);

    assertThat(List.of(mine, other)).hasOnlyElementsOfType(Swap.Won.class);
    assertThat(swap(register, 0, 1)).isEqualTo(refused(2, 2));
  }

  @Test
  void fight_manyCallersOnOneCell_hasOneWinnerOfEachVersion() {
    RegisterFight fight = new RegisterFight(CellName.TABLE, ROUNDS);
    List<ConfigRegister> registers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      registers.add(open());
    }

    fight(fight, registers);

    assertThat(fight.violations()).isEmpty();
    assertThat(fight.wins()).isBetween(ROUNDS, CALLERS * ROUNDS);
    assertThat(fight.lastVersion()).isEqualTo(fight.wins());
  }

  @Test
  void read_afterAWinWasReported_findsItFromEveryNode() {
    ConfigRegister one = open();
    ConfigRegister other = open();

    Swap won = swap(one, 0, 1);

    assertThat(won).isEqualTo(won(NAME, 1, 1));
    assertThat(read(other)).isEqualTo(read(one)).contains(new Cell(NAME, 1, content(1)));
  }

  @Test
  void read_afterAnOwnSwap_findsWinsReportedBeforeTheSwap() {
    ConfigRegister one = open();
    ConfigRegister other = open();
    CellName elsewhere = new CellName("node/b");

    Swap theirs = swap(other, 0, 1);
    Swap mine = await(one.swap(elsewhere, 0, content(2)));

    assertThat(List.of(theirs, mine)).containsExactly(won(NAME, 1, 1), won(elsewhere, 1, 2));
    assertThat(read(one)).contains(new Cell(NAME, 1, content(1)));
  }

  @Test
  void swap_mostBytes_areKept() {
    ConfigRegister register = open();
    byte[] bytes = new byte[Cell.Content.MOST_BYTES];
    bytes[bytes.length - 1] = 7;
    Cell.Content large = new Cell.Content(new Nonce(1, 1), Payload.of(bytes));

    assertThat(await(register.swap(NAME, 0, large)))
        .isEqualTo(new Swap.Won(new Cell(NAME, 1, large)));
    assertThat(read(register)).map(Cell::content).contains(large);
  }

  @Test
  void content_tooManyBytes_isRefused() {
    Payload tooMuch = Payload.of(new byte[Cell.Content.MOST_BYTES + 1]);

    assertThatThrownBy(() -> new Cell.Content(new Nonce(1, 1), tooMuch))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readAll_manyCells_findsThoseWithThePrefix() {
    ConfigRegister register = open();
    List<Cell> nodes = new ArrayList<>();
    Swap table = await(register.swap(CellName.TABLE, 0, content(0)));
    for (int number = 1; number <= 300; number++) {
      CellName name = new CellName(CellName.NODES + number);
      assertThat(await(register.swap(name, 0, content(number)))).isEqualTo(won(name, 1, number));
      nodes.add(new Cell(name, 1, content(number)));
    }

    assertThat(table).isInstanceOf(Swap.Won.class);
    assertThat(await(register.readAll(CellName.NODES))).containsExactlyInAnyOrderElementsOf(nodes);
    assertThat(await(register.readAll(""))).hasSize(nodes.size() + 1);
  }

  @Test
  void read_cellOfAnotherCluster_isEmpty() {
    Swap won = swap(open(), 0, 1);

    assertThat(won).isInstanceOf(Swap.Won.class);
    assertThat(read(openElsewhere())).isEmpty();
  }

  @Test
  void watch_changeOfAnotherNode_isHintedWithWhatWasInTheCell() throws Exception {
    List<Cell> hints = new ArrayList<>();
    try (AutoCloseable watch = open().watch(CellName.NODES, hints::add)) {
      assertThat(watch).isNotNull();
      awaitHints();

      Swap won = swap(open(), 0, 1);
      Swap outside = await(open().swap(CellName.TABLE, 0, content(2)));
      awaitHints();

      assertThat(List.of(won, outside)).hasOnlyElementsOfType(Swap.Won.class);
      assertThat(hints).containsOnly(new Cell(NAME, 1, content(1)));
    }
  }

  @Test
  void watch_ended_hintsNoMore() throws Exception {
    List<Cell> hints = new ArrayList<>();
    open().watch(CellName.NODES, hints::add).close();

    Swap won = swap(open(), 0, 1);
    awaitHints();

    assertThat(won).isInstanceOf(Swap.Won.class);
    assertThat(hints).isEmpty();
  }

  @Test
  void close_laterCalls_fail() {
    ConfigRegister register = openElsewhere();

    register.close();
    register.close();

    assertThat(fails(register.read(NAME))).isTrue();
    assertThat(fails(register.readAll(""))).isTrue();
    assertThat(fails(register.swap(NAME, 0, content(1)))).isTrue();
    assertThat(read(open())).as("another register").isEmpty();
  }

  private boolean fails(CompletionStage<?> stage) {
    return await(stage.handle((value, failure) -> failure != null));
  }
}
