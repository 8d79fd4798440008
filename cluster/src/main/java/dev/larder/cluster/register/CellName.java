// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

/**
 * The name of a cell within one cluster.
 *
 * @param name one to 200 letters, digits and {@code . _ - /}
 */
public record CellName(String name) {
  private static final int MOST_CHARACTERS = 200;

  /** The cell that holds every assignment. */
  public static final CellName TABLE = new CellName("table");

  /** Where the nodes of the cluster say how they are reached; each has a cell below it. */
  public static final String NODES = "node/";

  /** Refuses a name that not every register could keep. */
  public CellName {
    if (name.isEmpty() || name.length() > MOST_CHARACTERS || !name.matches("[A-Za-z0-9._/-]+")) {
      throw new IllegalArgumentException(
          "cell name: \""
              + name
              + "\"; use 1 to "
              + MOST_CHARACTERS
              + " letters, digits and . _ - /");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
