// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A register for nodes of one process: what it holds ends with it. Every stage is complete when it
 * is given back; hints are called on the thread that made the change, once it is made.
 */
public final class MemoryRegister implements ConfigRegister {
  private final Map<CellName, Cell> cells = new HashMap<>(); // guarded by this
  private final List<Watch> watches = new ArrayList<>(); // guarded by this
  private boolean closed; // guarded by this

  /** Somebody who wants hints. Not a record: each is equal to itself alone. */
  private static final class Watch {
    private final String prefix;
    private final Consumer<Cell> hint;

    Watch(String prefix, Consumer<Cell> hint) {
      this.prefix = prefix;
      this.hint = hint;
    }
  }

  /** A register without any cell. */
  public MemoryRegister() {}

  /** A register that holds these cells. */
  MemoryRegister(Collection<Cell> held) {
    held.forEach(cell -> cells.put(cell.name(), cell));
  }

  @Override
  public CompletionStage<Optional<Cell>> read(CellName name) {
    return answer(() -> Optional.ofNullable(cells.get(name)));
  }

  @Override
  public CompletionStage<List<Cell>> readAll(String prefix) {
    return answer(
        () ->
            cells.values().stream()
                .filter(cell -> cell.name().name().startsWith(prefix))
                .sorted(Comparator.comparing(cell -> cell.name().name()))
                .toList());
  }

  @Override
  public CompletionStage<Swap> swap(CellName name, long expected, Cell.Content next) {
    List<Watch> toTell = new ArrayList<>();
    CompletionStage<Swap> swapped = answer(() -> swapped(name, expected, next, toTell));
    Cell changed = new Cell(name, expected + 1, next);
    toTell.forEach(watch -> watch.hint.accept(changed)); // not under the lock: it is others' code
    return swapped;
  }

  private Swap swapped(CellName name, long expected, Cell.Content next, List<Watch> toTell) {
    Optional<Cell> present = Optional.ofNullable(cells.get(name));
    if (present.map(Cell::version).orElse(0L) == expected) {
      Cell cell = new Cell(name, expected + 1, next);
      cells.put(name, cell);
      watches.stream().filter(watch -> name.name().startsWith(watch.prefix)).forEach(toTell::add);
      return new Swap.Won(cell);
    }
    return present
        .filter(cell -> cell.version() == expected + 1)
        .filter(cell -> cell.content().nonce().equals(next.nonce()))
        .<Swap>map(Swap.Won::new)
        .orElseGet(() -> new Swap.Refused(present));
  }

  @Override
  public synchronized AutoCloseable watch(String prefix, Consumer<Cell> hint) {
    Watch watch = new Watch(prefix, hint);
    if (!closed) {
      watches.add(watch);
    }
    return () -> end(watch);
  }

  private synchronized void end(Watch watch) {
    watches.remove(watch);
  }

  @Override
  public synchronized void close() {
    closed = true;
    watches.clear();
  }

  private synchronized <T> CompletionStage<T> answer(Supplier<T> question) {
    return closed
        ? CompletableFuture.failedStage(new IllegalStateException("memory register: closed"))
        : CompletableFuture.completedStage(question.get());
  }
}
