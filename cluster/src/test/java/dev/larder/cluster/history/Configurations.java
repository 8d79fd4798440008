// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Configurations none of which another one covers. Many unknown outcomes do not multiply here: of
 * two orders that lead to the same state only that is kept which used fewer of them up.
 */
final class Configurations {
  private final Map<Place, List<Configuration>> all = new LinkedHashMap<>();

  /** What must be equal for one configuration to cover another. */
  private record Place(int state, long placed) {}

  /** Adds one unless it is covered. */
  boolean add(Configuration added) {
    List<Configuration> alike =
        all.computeIfAbsent(new Place(added.state(), added.placed()), place -> new ArrayList<>(1));
    for (Configuration present : alike) {
      if (present.covers(added)) {
        return false;
      }
    }
    alike.removeIf(added::covers);
    alike.add(added);
    return true;
  }

  /** Whether it was added and nothing that covers it came since. */
  boolean contains(Configuration wanted) {
    return all.getOrDefault(new Place(wanted.state(), wanted.placed()), List.of()).contains(wanted);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Stream<Configuration> stream() {
    return all.values().stream().flatMap(List::stream);
  }
}
