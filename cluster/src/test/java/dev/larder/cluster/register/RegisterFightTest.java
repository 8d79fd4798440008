// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The fight sees what a register does wrong. */
class RegisterFightTest {
  private final RegisterFight fight = new RegisterFight(CellName.TABLE, 5);
  private final MemoryRegister memory = new MemoryRegister();

  /** A register that reads as it is told, and else is right. */
  private record Reader(MemoryRegister memory, Optional<Cell> found) implements ConfigRegister {
    @Override
    public CompletionStage<Optional<Cell>> read(CellName name) {
      return CompletableFuture.completedStage(found);
    }

    @Override
    public CompletionStage<List<Cell>> readAll(String prefix) {
      return memory.readAll(prefix);
    }

    @Override
    public CompletionStage<Swap> swap(CellName name, long expected, Cell.Content next) {
      return memory.swap(name, expected, next);
    }

    @Override
    public AutoCloseable watch(String prefix, Consumer<Cell> hint) {
      return memory.watch(prefix, hint);
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  @Test
  void violations_soundRegister_areNone() {
    assertThat(fight.join(memory)).isCompleted();
    assertThat(fight.join(memory)).isCompleted();

    assertThat(fight.violations()).isEmpty();
    assertThat(fight.wins()).isEqualTo(10);
    assertThat(fight.lastVersion()).isEqualTo(10);
  }

  @Test
  void violations_twoRegistersThatShouldBeOne_nameTheFork() {
    assertThat(fight.join(memory)).isCompleted();
    assertThat(fight.join(new MemoryRegister())).isCompleted();

    assertThat(fight.violations())
        .contains(
            "a read found version 0 after 5 was won",
            "version 1 was seen with two contents",
            "version 1 was won by 0 and another",
            "version 2 does not follow the one before");
  }

  @Test
  void violations_staleRead_nameIt() {
    assertThat(fight.join(memory)).isCompleted();
    assertThat(fight.join(new Reader(memory, Optional.empty()))).isCompleted();

    assertThat(fight.violations()).containsOnly("a read found version 0 after 5 was won");
  }
}
