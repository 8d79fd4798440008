// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A few named cells, each changed only by compare-and-set. Linearizable, or it says nothing: a
 * failed stage means that the outcome is not known. Safe for any thread; no method blocks.
 *
 * <p>Whoever got no answer to a swap makes the very same one again, with the same expectation and
 * the same nonce: finding its own nonce it has won. A refusal after such an attempt leaves the
 * outcome unknown if the version has moved past {@code expected + 1}. To give up an attempt, first
 * swap something harmless at the same expectation: until then the attempt may still take effect.
 */
public interface ConfigRegister extends AutoCloseable {

  /** The cell as it is at some instant of the call; empty if it was never written. */
  CompletionStage<Optional<Cell>> read(CellName name);

  /** All cells whose names begin so, each as in {@link #read}: the list is no snapshot. */
  CompletionStage<List<Cell>> readAll(String prefix);

  /**
   * Writes a cell if it has this version.
   *
   * @param expected the version it must have; 0 for absent
   */
  CompletionStage<Swap> swap(CellName name, long expected, Cell.Content next);

  /**
   * Tells of changes to cells whose names begin so. A hint may be late, lost or repeated, but what
   * it shows was in the cell.
   *
   * @param hint called on any thread; must not block
   * @return ends the watch
   */
  AutoCloseable watch(String prefix, Consumer<Cell> hint);

  /** Fails what is pending, and every later call. */
  @Override
  void close();
}
