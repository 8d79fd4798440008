// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A synset and everything broader than it.
 *
 * @param synset the synset
 * @param names a word for each synset
 * @param broader the synsets directly broader than each; none for a root
 */
public record Ancestry(int synset, Map<Integer, String> names, Map<Integer, List<Integer>> broader)
    implements Serializable {

  /** A shortest way up, the root first. */
  public List<String> pathFromRoot() {
    Map<Integer, Integer> cameFrom = new HashMap<>();
    var waiting = new ArrayDeque<Integer>(List.of(synset));
    int current = synset;
    while (!waiting.isEmpty()) {
      current = waiting.remove();
      if (broaderThan(current).isEmpty()) {
        break;
      }
      for (int parent : broaderThan(current)) {
        if (cameFrom.putIfAbsent(parent, current) == null) {
          waiting.add(parent);
        }
      }
    }
    var path = new ArrayList<>(List.of(name(current)));
    while (current != synset) {
      current = cameFrom.getOrDefault(current, synset);
      path.add(name(current));
    }
    return path;
  }

  /** How many steps up each broader synset is; the synset itself is 0 away. */
  Map<Integer, Integer> distances() {
    return distancesFrom(synset);
  }

  /** The fewest steps from a synset of this ancestry to a root. */
  int height(int from) {
    return distancesFrom(from).entrySet().stream()
        .filter(reached -> broaderThan(reached.getKey()).isEmpty())
        .mapToInt(Map.Entry::getValue)
        .min()
        .orElse(0);
  }

  /** A word for a synset of this ancestry. */
  String name(int of) {
    return names.getOrDefault(of, "?");
  }

  private Map<Integer, Integer> distancesFrom(int from) {
    var distances = new HashMap<Integer, Integer>(Map.of(from, 0));
    var waiting = new ArrayDeque<Integer>(List.of(from));
    while (!waiting.isEmpty()) {
      int current = waiting.remove();
      int next = distances.getOrDefault(current, 0) + 1;
      for (int parent : broaderThan(current)) {
        if (distances.putIfAbsent(parent, next) == null) {
          waiting.add(parent);
        }
      }
    }
    return distances;
  }

  private List<Integer> broaderThan(int of) {
    return broader.getOrDefault(of, List.of());
  }
}
