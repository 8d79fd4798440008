// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What several {@link FaultyRegister}s reach: one memory, which can forget its last changes. */
public final class RegisterServer {
  private final List<Cell> changes = new ArrayList<>();
  private final List<Consumer<Cell>> listeners = new ArrayList<>();
  private MemoryRegister memory = new MemoryRegister();

  /** A server without any cell. */
  public RegisterServer() {
    listen();
  }

  /** The memory as it is now. */
  MemoryRegister memory() {
    return memory;
  }

  /** Calls this for each change from now on. */
  void addListener(Consumer<Cell> listener) {
    listeners.add(listener);
  }

  /** How many changes were made that were not rolled back. */
  public int changes() {
    return changes.size();
  }

  /** Forgets the last changes, as an engine does that is restored from an old copy. */
  public void rollBack(int count) {
    changes.subList(changes.size() - count, changes.size()).clear();
    Map<CellName, Cell> last = new LinkedHashMap<>();
    changes.forEach(cell -> last.put(cell.name(), cell));
    memory = new MemoryRegister(last.values());
    listen();
  }

  private void listen() {
    AutoCloseable unused =
        memory.watch(
            "",
            cell -> {
              changes.add(cell);
              List.copyOf(listeners).forEach(listener -> listener.accept(cell));
            });
  }
}
