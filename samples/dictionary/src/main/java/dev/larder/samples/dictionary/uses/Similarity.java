// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.io.Serializable;

/**
 * How alike two words are by Wu and Palmer's measure.
 *
 * @param score from 0, nothing in common, to 1, the same meaning
 * @param common the nearest thing that is broader than both; empty if there is none
 * @param steps the steps from one to the other by way of it
 */
public record Similarity(double score, String common, int steps) implements Serializable {
  static final Similarity NONE = new Similarity(0, "", 0);

  /** The likeness of two meanings. */
  static Similarity between(Ancestry one, Ancestry other) {
    var fromOne = one.distances();
    var fromOther = other.distances();
    Similarity best = NONE;
    for (int common : fromOne.keySet()) {
      Integer toOther = fromOther.get(common);
      if (toOther != null) {
        int steps = fromOne.getOrDefault(common, 0) + toOther;
        int depth = one.height(common) + 1;
        best =
            best.orBetter(
                new Similarity(2.0 * depth / (2 * depth + steps), one.name(common), steps));
      }
    }
    return best;
  }

  Similarity orBetter(Similarity other) {
    return other.score > score ? other : this;
  }
}
