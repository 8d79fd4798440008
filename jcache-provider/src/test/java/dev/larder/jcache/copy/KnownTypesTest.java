// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class that is passed through or copied directly, and what of it has to stay the same. */
// Style: what users store is theirs to choose, old classes too
@SuppressWarnings({
  "IdentityHashMapUsage",
  "JavaUtilDate",
  "JdkObsolete",
  "UnnecessaryStringBuilder"
})
class KnownTypesTest {

  private final Keeper keeper = Fixtures.keeper();

  static Stream<Object> immutables() {
    return Stream.of(
        "text",
        true,
        (byte) 1,
        (short) 2,
        'c',
        4,
        5L,
        6f,
        7d,
        BigInteger.TEN,
        BigDecimal.ONE,
        UUID.randomUUID(),
        Locale.FRENCH,
        URI.create("a:b"),
        String.class,
        Instant.EPOCH,
        LocalDate.MIN,
        ZonedDateTime.now(ZoneOffset.UTC),
        Duration.ZERO,
        ZoneOffset.UTC,
        ZoneId.of("Europe/Rome"),
        Fixtures.Shelf.UPPER,
        Fixtures.Shelf.LOWER,
        Optional.of("x"),
        Optional.empty(),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        Set.of("a", "b"),
        Map.of("a", 1),
        Map.of("a", 1, "b", 2),
        Map.entry("a", "b"),
        Stream.of("a", null).toList(),
        Collections.emptyList(),
        Collections.singletonList("a"),
        new Fixtures.Plain("t", 1, 2L),
        new Fixtures.Box("x"),
        new Fixtures.Box(List.of(new Fixtures.Plain("t", 1, null))),
        new Fixtures.Normalizing(new ArrayList<>(List.of("a"))));
  }

  @ParameterizedTest
  @MethodSource("immutables")
  void keep_immutableValue_passesItThrough(Object value) {
    assertThat(keeper.keep(value)).isSameAs(value);
    assertThat(keeper.give(value)).isSameAs(value);
    assertThat(keeper.keepKey(value)).isSameAs(value);
  }

  static Stream<Arguments> mutables() {
    return Stream.of(containers(), scalarsAndArrays(), shells())
        .flatMap(kind -> kind)
        .map(value -> Arguments.of(value));
  }

  private static Stream<Object> containers() {
    Object deep = new int[] {1, 2};
    return Stream.of(
        new ArrayList<>(Arrays.asList("a", null, deep)),
        new LinkedList<>(Arrays.asList("a", null, deep)),
        new Vector<>(Arrays.asList("a", deep)),
        stack("a", deep),
        new ArrayDeque<>(List.of("a", deep)),
        new CopyOnWriteArrayList<>(List.of("a", deep)),
        new HashSet<>(List.of("a", "b")),
        new LinkedHashSet<>(List.of("z", "a", new ArrayList<>(List.of("m")))),
        new TreeSet<>(List.of("z", "a")),
        new PriorityQueue<>(List.of(5, 3, 8, 1, 9)),
        new HashMap<>(Map.of("a", deep)),
        linked(),
        new IdentityHashMap<>(Map.of("a", deep)),
        new Hashtable<>(Map.of("a", deep)),
        new ConcurrentHashMap<>(Map.of("a", deep)),
        new TreeMap<>(Map.of("z", deep, "a", "b")),
        new EnumMap<>(Map.of(Fixtures.Shelf.LOWER, deep)),
        EnumSet.of(Fixtures.Shelf.LOWER));
  }

  private static Stream<Object> scalarsAndArrays() {
    return Stream.of(
        new Date(5),
        new java.sql.Timestamp(5),
        new GregorianCalendar(2020, 1, 2),
        BitSet.valueOf(new long[] {5}),
        new StringBuilder("text"),
        new StringBuffer("text"),
        new AtomicInteger(5),
        new AtomicLong(5),
        new byte[] {1},
        new short[] {1},
        new char[] {'c'},
        new int[] {1},
        new long[] {1},
        new float[] {1},
        new double[] {1},
        new boolean[] {true},
        new String[] {"a", null},
        new Object[] {"a", new int[] {1}},
        new int[][] {{1}, {2, 3}});
  }

  private static Stream<Object> shells() {
    Object deep = new int[] {1, 2};
    return Stream.of(
        List.of(deep),
        List.of("a", "b", deep),
        Stream.of("a", null, deep).toList(),
        Set.of(new ArrayList<>(List.of("m"))),
        Map.of("a", deep),
        Map.of("a", deep, "b", "c"),
        Map.entry("a", deep),
        new AbstractMap.SimpleEntry<>("a", deep),
        new AbstractMap.SimpleImmutableEntry<>("a", deep),
        Optional.of(deep),
        Collections.singletonList(deep),
        Collections.singletonMap("a", deep),
        new Fixtures.Box(deep),
        new Fixtures.Normalizing(List.of(deep)));
  }

  @ParameterizedTest
  @MethodSource("mutables")
  void give_mutableValue_isAnEqualCopyOfTheSameClass(Object value) {
    String before = Picture.of(value);

    Object kept = keeper.keep(value);
    Object first = keeper.give(kept);
    Object second = keeper.give(kept);

    assertThat(kept).isInstanceOfAny(Kept.Tree.class, Kept.Graph.class);
    assertThat(first).isNotSameAs(value).isNotSameAs(second).hasSameClassAs(value);
    assertThat(Picture.of(first)).isEqualTo(before).isEqualTo(Picture.of(second));
  }

  @Test
  void give_wideRecord_keepsEveryComponent() {
    Fixtures.Wide wide =
        new Fixtures.Wide(
            (byte) 1,
            (short) 2,
            'c',
            4,
            5L,
            6f,
            7d,
            true,
            new ArrayList<>(List.of("i")),
            new int[] {1},
            new HashMap<>(Map.of("k", new int[] {2})),
            "l");

    assertThat(Picture.of(keeper.give(keeper.keep(wide)))).isEqualTo(Picture.of(wide));
  }

  @Test
  void give_recordWithDisguisingAccessor_copiesTheFieldAndNotTheAnswer() {
    Fixtures.Disguised value = new Fixtures.Disguised(new ArrayList<>(List.of("real")));

    assertThat(keeper.give(keeper.keep(value)).toString()).contains("real");
  }

  @Test
  void give_accessOrderedMap_keepsTheAccessOrder() {
    Map<Object, Object> map = new LinkedHashMap<>(16, 0.75f, true);
    map.put("a", new int[1]);
    map.put(new ArrayList<>(List.of("b")), "x");
    map.put("c", "y");
    map.get("a");

    Map<?, ?> copy = (Map<?, ?>) keeper.give(keeper.keep(map));

    assertThat(copy.keySet().toString()).isEqualTo("[[b], c, a]");
    copy.get(List.of("b"));
    assertThat(copy.keySet().toString()).isEqualTo("[c, a, [b]]");
  }

  @Test
  void give_sortedByStatelessComparator_sharesIt() {
    TreeMap<String, Object> map = new TreeMap<>(Comparator.reverseOrder());
    map.put("a", new int[1]);
    map.put("b", new int[2]);
    TreeSet<Object> set = new TreeSet<>((x, y) -> y.toString().compareTo(x.toString()));
    set.addAll(List.of("a", "b"));
    PriorityQueue<String> queue = new PriorityQueue<>(String.CASE_INSENSITIVE_ORDER);
    queue.addAll(List.of("z", "b", "A"));

    TreeMap<?, ?> mapCopy = (TreeMap<?, ?>) keeper.give(keeper.keep(map));
    TreeSet<?> setCopy = (TreeSet<?>) keeper.give(keeper.keep(set));
    PriorityQueue<?> queueCopy = (PriorityQueue<?>) keeper.give(keeper.keep(queue));

    assertThat(mapCopy.comparator()).isSameAs(map.comparator());
    assertThat(mapCopy.firstKey()).isEqualTo("b");
    assertThat(setCopy.comparator()).isSameAs(set.comparator());
    assertThat(setCopy.first()).isEqualTo("b");
    assertThat(queueCopy.poll()).isEqualTo("A");
    assertThat(queueCopy.comparator()).isSameAs(String.CASE_INSENSITIVE_ORDER);
  }

  @Test
  void keep_sortedBySerializableComparatorWithState_goesBySerialization() {
    TreeSet<String> set = new TreeSet<>(Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER));
    set.addAll(List.of("a", "B"));

    Object kept = keeper.keep(set);

    assertThat(kept).isInstanceOf(Kept.Serialized.class);
    assertThat(((TreeSet<?>) keeper.give(kept)).first()).isEqualTo("B");
  }

  @Test
  void give_emptyEnumMapAndSet_stillTakeTheirElements() {
    @SuppressWarnings("unchecked")
    EnumMap<Fixtures.Shelf, String> map =
        (EnumMap<Fixtures.Shelf, String>)
            keeper.give(keeper.keep(new EnumMap<>(Fixtures.Shelf.class)));
    @SuppressWarnings("unchecked")
    EnumSet<Fixtures.Shelf> set =
        (EnumSet<Fixtures.Shelf>) keeper.give(keeper.keep(EnumSet.noneOf(Fixtures.Shelf.class)));

    map.put(Fixtures.Shelf.UPPER, "x");
    set.add(Fixtures.Shelf.LOWER);

    assertThat(map).hasSize(1);
    assertThat(EnumSet.complementOf(set)).containsExactly(Fixtures.Shelf.UPPER);
  }

  @Test
  void give_listFromStreamAndFromListOf_answerForNullAsBefore() {
    List<?> fromStream =
        (List<?>) keeper.give(keeper.keep(Stream.of("a", "b", new int[1]).toList()));
    List<?> listOf = (List<?>) keeper.give(keeper.keep(List.of("a", "b", new int[1])));

    assertThat(fromStream.indexOf(null)).isEqualTo(-1);
    assertThatNullPointerException().isThrownBy(() -> listOf.indexOf(null));
  }

  static Stream<Object> wrappers() {
    Fixtures.Labelled labelled = new Fixtures.Labelled("x");
    labelled.add("a");
    return Stream.of(
        labelled,
        Arrays.asList("a", "b"),
        Collections.unmodifiableList(new ArrayList<>(List.of("a"))),
        Collections.synchronizedMap(new HashMap<>(Map.of("a", "b"))),
        Collections.nCopies(3, "a"),
        new Fixtures.Bean("x"),
        new ArrayList<>(List.of(new Fixtures.Bean("x"))));
  }

  @ParameterizedTest
  @MethodSource("wrappers")
  void keep_subclassOrWrapper_goesBySerializationAndComesBackTheSame(Object value) {
    Object kept = keeper.keep(value);
    Object given = keeper.give(kept);

    assertThat(kept).isInstanceOf(Kept.Serialized.class);
    assertThat(given).isNotSameAs(value).hasSameClassAs(value).isEqualTo(value);
    if (given instanceof Fixtures.Labelled labelled) {
      assertThat(labelled.label).isEqualTo("x");
    }
  }

  private static Object stack(Object... elements) {
    Stack<Object> stack = new Stack<>();
    Collections.addAll(stack, elements);
    return stack;
  }

  private static Object linked() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("z", new ArrayList<>(List.of("1")));
    map.put(new ArrayList<>(List.of("key")), null);
    map.put("a", "2");
    return map;
  }
}
