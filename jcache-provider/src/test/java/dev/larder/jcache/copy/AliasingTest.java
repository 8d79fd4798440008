// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody sees a change that somebody else made to a value before or after it was stored. */
// Style: what users store is theirs to choose, old classes too
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"})
class AliasingTest {

  /** A class of values and a change to one. */
  record Target(String name, Supplier<Object> make, Consumer<Object> change) {

    @SuppressWarnings("unchecked")
    static <T> Target of(String name, Supplier<T> make, Consumer<T> change) {
      return new Target(name, make::get, object -> change.accept((T) object));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A place in a value where the target sits. */
  record Nest(String name, UnaryOperator<Object> around) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> attacks() {
    return targets().flatMap(target -> nests().map(nest -> Arguments.of(target, nest)));
  }

  private static Stream<Target> targets() {
    return Stream.of(
        Target.of("int[]", () -> new int[] {1}, (int[] a) -> a[0] = 9),
        Target.of("byte[]", () -> new byte[] {1}, (byte[] a) -> a[0] = 9),
        Target.of("String[]", () -> new String[] {"a"}, (String[] a) -> a[0] = "z"),
        Target.of("int[][]", () -> new int[][] {{1}}, (int[][] a) -> a[0][0] = 9),
        Target.of("Date", () -> new Date(1), (Date d) -> d.setTime(9)),
        Target.of("Timestamp", () -> new java.sql.Timestamp(1), (Date d) -> d.setTime(9)),
        Target.of(
            "Calendar",
            () -> new GregorianCalendar(2020, 1, 1),
            (GregorianCalendar c) -> c.add(1, 5)),
        Target.of("BitSet", BitSet::new, (BitSet b) -> b.set(3)),
        Target.of("StringBuilder", StringBuilder::new, (StringBuilder b) -> b.append("z")),
        Target.of("AtomicInteger", AtomicInteger::new, (AtomicInteger i) -> i.set(9)),
        collection("ArrayList", () -> new ArrayList<>(List.of("a"))),
        collection("LinkedList", () -> new LinkedList<>(List.of("a"))),
        collection("ArrayDeque", () -> new ArrayDeque<>(List.of("a"))),
        collection("HashSet", () -> new HashSet<>(List.of("a"))),
        collection("TreeSet", () -> new TreeSet<>(List.of("a"))),
        collection("subclass", () -> new Fixtures.Labelled("l")),
        collection("synchronized", () -> Collections.synchronizedList(new ArrayList<>())),
        Target.of("asList", () -> Arrays.asList("a", "b"), (List<String> l) -> l.set(0, "z")),
        map("HashMap", HashMap::new),
        map("LinkedHashMap", LinkedHashMap::new),
        map("TreeMap", TreeMap::new),
        Target.of("Bean", () -> new Fixtures.Bean("a"), (Fixtures.Bean b) -> b.content = "z"));
  }

  private static Target collection(String name, Supplier<Collection<Object>> make) {
    return Target.of(name, make, (Collection<Object> c) -> c.add("z"));
  }

  private static Target map(String name, Supplier<Map<Object, Object>> make) {
    return Target.of(name, make, (Map<Object, Object> m) -> m.put("z", "z"));
  }

  private static Stream<Nest> nests() {
    return Stream.of(
        new Nest("bare", o -> o),
        new Nest("in a list", o -> new ArrayList<>(List.of(o))),
        new Nest("twice in a list", o -> new ArrayList<>(List.of(o, o))),
        new Nest("in an array", o -> new Object[] {o}),
        new Nest("in a record", o -> new Fixtures.Pair("x", o)),
        new Nest("in List.of", List::of),
        new Nest("in List.of 3", o -> List.of("a", "b", o)),
        new Nest("in Map.of", o -> Map.of("k", o)),
        new Nest("in a map's value", o -> new HashMap<>(Map.of("k", o))),
        new Nest("in a sorted map", o -> new TreeMap<>(Map.of("k", o))),
        new Nest("in a linked list", o -> new LinkedList<>(List.of(o))),
        new Nest("in a bean", Fixtures.Bean::new),
        new Nest("deep", o -> new Fixtures.Pair(new ArrayList<>(List.of(Map.of("k", o))), null)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("attacks")
  void keep_thenOriginalChanged_givesWhatWasKept(Target target, Nest nest) {
    Keeper keeper = Fixtures.keeper();
    Object victim = target.make().get();
    Object value = nest.around().apply(victim);
    String before = Picture.of(value);

    Object kept = keeper.keep(value);
    target.change().accept(victim);

    assertThat(Picture.of(value)).isNotEqualTo(before);
    assertThat(Picture.of(keeper.give(kept))).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("attacks")
  void give_thenGivenChanged_givesWhatWasKept(Target target, Nest nest) {
    Keeper keeper = Fixtures.keeper();
    Object value = nest.around().apply(target.make().get());
    String before = Picture.of(value);
    Object kept = keeper.keep(value);

    Object given = keeper.give(kept);
    target.change().accept(innermost(given, target.make().get().getClass()));

    assertThat(Picture.of(given)).isNotEqualTo(before);
    assertThat(Picture.of(keeper.give(kept))).isEqualTo(before);
  }

  /** The target inside a value: a nest never holds another object of the target's class last. */
  private static Object innermost(Object value, Class<?> type) {
    Object inner = next(value);
    while (inner != null && !(value.getClass() == type && next(value) instanceof String)) {
      if (inner instanceof String || inner.getClass().isPrimitive()) {
        break;
      }
      value = inner;
      inner = next(value);
    }
    return value;
  }

  private static Object next(Object value) {
    if (value instanceof Fixtures.Pair pair) {
      return pair.right() == null ? pair.left() : pair.right();
    }
    if (value instanceof Fixtures.Bean bean) {
      return bean.content;
    }
    if (value instanceof Object[] array && value.getClass() == Object[].class) {
      return array[0];
    }
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (value instanceof Map<?, ?> map) {
      return map.get("k");
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list.get(list.size() - 1);
    }
    return null;
  }
}
