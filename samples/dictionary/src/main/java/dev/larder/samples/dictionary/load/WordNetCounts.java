// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.load;

/** How many rows of each kind there are. */
public record WordNetCounts(int words, int synsets, int senses, int relations) {
  /** What WordNet 3.1 holds; a load that ends with other numbers has failed. */
  public static final WordNetCounts EXPECTED =
      new WordNetCounts(147_478, 117_791, 207_235, 378_203);

  /** All rows. */
  public int rows() {
    return words + synsets + senses + relations;
  }
}
