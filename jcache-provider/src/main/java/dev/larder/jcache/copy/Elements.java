// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The plans of collections that can change. */
final class Elements {

  private Elements() {}

  /** A plan that takes a shallow copy and refills it if an element had to be copied. */
  static Plan of(Function<Object, Collection<?>> shallow) {
    return (original, walk) -> {
      Collection<?> copy = shallow.apply(original);
      walk.began(original, copy);
      refill(copy, walk);
      return copy;
    };
  }

  @SuppressWarnings("unchecked")
  static Object copyArrayList(Object original, Walk walk) {
    ArrayList<@Nullable Object> copy = new ArrayList<>((ArrayList<@Nullable Object>) original);
    walk.began(original, copy);
    for (int i = 0; !walk.isShallow() && i < copy.size(); i++) {
      Object element = copy.get(i);
      Object copied = walk.element(element);
      if (copied != element) {
        copy.set(i, copied);
      }
    }
    return copy;
  }

  /** Its clone would share the array until the first write, which is as good as a copy. */
  static Object copyCopyOnWriteArrayList(Object original, Walk walk) {
    CopyOnWriteArrayList<?> copy =
        (CopyOnWriteArrayList<?>) ((CopyOnWriteArrayList<?>) original).clone();
    walk.began(original, copy);
    refill(copy, walk);
    return copy;
  }

  static @Nullable Comparator<?> comparatorOf(Object sorted) {
    if (sorted instanceof SortedMap<?, ?> map) {
      return map.comparator();
    }
    if (sorted instanceof SortedSet<?> set) {
      return set.comparator();
    }
    return ((PriorityQueue<?>) sorted).comparator();
  }

  /** Adding in the order of iteration keeps it: a heap's array, too, is already a heap. */
  @SuppressWarnings("unchecked")
  private static void refill(Collection<?> copy, Walk walk) {
    if (walk.isShallow()) {
      return;
    }
    List<@Nullable Object> copied = new ArrayList<>(copy.size());
    boolean same = true;
    for (Object element : copy) {
      Object elementCopy = walk.element(element);
      same &= elementCopy == element;
      copied.add(elementCopy);
    }
    if (!same) {
      copy.clear();
      ((Collection<@Nullable Object>) copy).addAll(copied);
    }
  }
}
