// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws words as often as people use them: by WordNet's own use counts. */
final class UseSample {
  private final List<WordUses> words;

  /** The uses of each word and all before it, so that a draw is one binary search. */
  private final long[] usesUpTo;

  /** A word and how often it was found. */
  record WordUses(String lemma, int uses) {}

  UseSample(List<WordUses> words) {
    this.words = List.copyOf(words);
    usesUpTo = new long[words.size()];
    long sum = 0;
    for (int i = 0; i < usesUpTo.length; i++) {
      sum += words.get(i).uses();
      usesUpTo[i] = sum;
    }
  }

  String draw(RandomGenerator random) {
    long use = random.nextLong(usesUpTo[usesUpTo.length - 1]) + 1;
    int found = Arrays.binarySearch(usesUpTo, use);
    return words.get(found < 0 ? -found - 1 : found).lemma();
  }
}
