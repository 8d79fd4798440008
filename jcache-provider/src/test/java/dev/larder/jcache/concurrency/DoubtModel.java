// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A store with a cache in front, of which some changes reach the store without the cache knowing.
 * After one of these the cache may give any value that the key had since the last change it knows
 * of, until so much time has passed as anything lives in doubt. If the key had none, a load that
 * found that out may still say so. Without such a change it is {@link Model#view}.
 *
 * <p>One for each search: it numbers the states that it meets.
 */
final class DoubtModel implements Model {

  /**
   * What a key may be like.
   *
   * @param stored its value in the store
   * @param stale what else it was since the last change the cache knows of: values that this may
   *     still give, {@link Call#NONE} that a load may still give
   */
  private record State(int stored, Set<Integer> stale) {}

  private final List<State> states =
      new ArrayList<>(List.of(new State(Call.NONE, Set.of()))); // number 0 is where a key begins

  @Override
  public int[] after(int number, Call call, int result) {
    State state = states.get(number);
    if (call.verb() == Verb.PASS) {
      return new int[] {numberOf(new State(state.stored(), Set.of()))};
    }
    if (call.verb() == Verb.UNSURE) {
      Set<Integer> stale = new HashSet<>(state.stale());
      stale.add(state.stored());
      stale.remove(call.second());
      return new int[] {numberOf(new State(call.second(), Set.copyOf(stale)))};
    }
    if (call.verb() == Verb.LOOK_BEHIND) {
      return result == state.stored() ? new int[] {number} : new int[0];
    }
    Set<Integer> mayBeSeen = new LinkedHashSet<>(Set.of(Call.NONE));
    mayBeSeen.add(state.stored());
    mayBeSeen.addAll(state.stale());
    Stream<Register> loadedNow =
        mayBeSeen.stream().map(seen -> Register.apply(call, seen, state.stored()));
    Stream<Register> loadedBefore =
        state.stale().stream().map(found -> Register.apply(call, Call.NONE, found));
    return Stream.concat(loadedNow, loadedBefore)
        .filter(step -> step.result() == result)
        .map(step -> step.wrote() ? new State(step.value(), Set.of()) : state)
        .mapToInt(this::numberOf)
        .distinct()
        .toArray();
  }

  private int numberOf(State state) {
    int known = states.indexOf(state);
    if (known >= 0) {
      return known;
    }
    states.add(state);
    return states.size() - 1;
  }
}
