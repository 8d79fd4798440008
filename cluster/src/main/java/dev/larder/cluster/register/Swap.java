// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import java.util.Optional;

/** What became of an attempt to change a cell. */
public sealed interface Swap {

  /** It took effect, now or when the same attempt was made before. */
  record Won(Cell cell) implements Swap {}

  /** It did not, and never will: the cell holds something else, or is absent. */
  record Refused(Optional<Cell> current) implements Swap {}
}
