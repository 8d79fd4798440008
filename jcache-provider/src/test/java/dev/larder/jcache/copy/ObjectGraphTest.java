// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Shared references and cycles inside one value, with Java serialization as the oracle. */
// Style: what users store is theirs to choose, old classes too
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"})
class ObjectGraphTest {

  private static final int GRAPHS = 2_000;

  private final Keeper keeper = Fixtures.keeper();

  @Test
  void give_sharedReference_staysShared() {
    int[] shared = {1};
    Fixtures.Pair value = new Fixtures.Pair(shared, new ArrayList<>(List.of(shared, "x")));

    Object kept = keeper.keep(value);
    Fixtures.Pair given = (Fixtures.Pair) keeper.give(kept);

    assertThat(kept).isInstanceOf(Kept.Graph.class);
    assertThat(given.left()).isNotSameAs(shared).isSameAs(((List<?>) given.right()).get(0));
  }

  @Test
  void give_cycleThroughContainers_staysACycle() {
    List<Object> list = new ArrayList<>();
    Map<Object, Object> map = new LinkedHashMap<>();
    Object[] array = {map};
    list.add(array);
    map.put("back", list);

    List<?> given = (List<?>) keeper.give(keeper.keep(list));

    Map<?, ?> givenMap = (Map<?, ?>) ((Object[]) given.get(0))[0];
    assertThat(givenMap.get("back")).isSameAs(given).isNotSameAs(list);
  }

  @Test
  void give_cycleThatEntersByAListAndPassesARecord_staysACycle() {
    List<Object> list = new ArrayList<>();
    list.add(new Fixtures.Box(list));

    List<?> given = (List<?>) keeper.give(keeper.keep(list));

    assertThat(((Fixtures.Box) given.get(0)).content()).isSameAs(given);
  }

  @Test
  void give_chainOfAHundredThousandUnchangingRecords_isTheChain() {
    Fixtures.Chain chain = null;
    for (int i = 0; i < 100_000; i++) {
      chain = new Fixtures.Chain(i, chain);
    }

    assertThat(keeper.give(keeper.keep(chain))).isSameAs(chain);
  }

  @Test
  void give_manyContainers_remembersThemAll() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      list.add(i % 2 == 0 ? new int[] {i} : list.get(i / 2));
    }

    assertThat(Picture.of(keeper.give(keeper.keep(list)))).isEqualTo(Picture.of(list));
  }

  @Test
  void give_randomGraph_isWhatJavaSerializationGives() throws Exception {
    long seed = Long.getLong("copy.seed", new Random().nextLong());
    Random random = new Random(seed);
    int direct = 0;
    for (int i = 0; i < GRAPHS; i++) {
      Object value = new Graphs(random).make(4, false);
      String expected = Picture.of(throughBytes(value));

      Object kept = keeper.keep(value);

      direct += kept instanceof Kept.Serialized ? 0 : 1;
      assertThat(Picture.of(keeper.give(kept)))
          .as("copy.seed=%s graph %s", seed, i)
          .isEqualTo(expected);
    }
    assertThat(direct).as("copy.seed=%s", seed).isBetween(GRAPHS / 4, GRAPHS - 20);
  }

  private static Object throughBytes(Object value) throws IOException, ClassNotFoundException {
    JavaSerializer serializer = JavaSerializer.standard();
    return serializer.deserialize(serializer.serialize(value), Fixtures.class.getClassLoader());
  }

  /** Makes random values in which containers are shared and refer back to their surroundings. */
  private static final class Graphs {

    private final Random random;
    private final List<Object> containers = new ArrayList<>();

    /** Those that may be referred to from inside: no record lies between. */
    private final List<Object> open = new ArrayList<>();

    Graphs(Random random) {
      this.random = random;
    }

    Object make(int depth, boolean inRecord) {
      int choice = random.nextInt(depth == 0 ? 5 : 13);
      return switch (choice) {
        case 0 -> "text" + random.nextInt(5);
        case 1 -> random.nextInt(1_000);
        case 2 -> done(new int[] {random.nextInt(9)});
        case 3 -> done(new Date(random.nextInt(1_000)));
        case 4 -> again(inRecord);
        case 5, 6 -> list(new ArrayList<>(), depth, inRecord);
        case 7 -> list(new LinkedList<>(), depth, inRecord);
        case 8 -> map(new HashMap<>(), depth, inRecord);
        case 9 ->
            map(random.nextBoolean() ? new TreeMap<>() : new LinkedHashMap<>(), depth, inRecord);
        case 10 -> done(new Fixtures.Pair(make(depth - 1, true), make(depth - 1, true)));
        case 11 -> array(depth, inRecord);
        default -> random.nextInt(4) == 0 ? new Fixtures.Bean(make(depth - 1, true)) : "leaf";
      };
    }

    private Object again(boolean inRecord) {
      List<Object> from = !inRecord && random.nextBoolean() ? open : containers;
      return from.isEmpty() ? "none" : from.get(random.nextInt(from.size()));
    }

    private Object list(List<Object> list, int depth, boolean inRecord) {
      open(list, inRecord);
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(make(depth - 1, inRecord));
      }
      return closed(list, inRecord);
    }

    private Object map(Map<Object, Object> map, int depth, boolean inRecord) {
      open(map, inRecord);
      for (int i = random.nextInt(4); i > 0; i--) {
        map.put("key" + random.nextInt(9), make(depth - 1, inRecord));
      }
      return closed(map, inRecord);
    }

    private Object array(int depth, boolean inRecord) {
      Object[] array = new Object[random.nextInt(3)];
      open(array, inRecord);
      for (int i = 0; i < array.length; i++) {
        array[i] = make(depth - 1, inRecord);
      }
      return closed(array, inRecord);
    }

    private void open(Object container, boolean inRecord) {
      if (!inRecord) {
        open.add(container);
      }
    }

    private Object closed(Object container, boolean inRecord) {
      if (!inRecord) {
        open.removeIf(candidate -> candidate == container);
      }
      return done(container);
    }

    private Object done(Object container) {
      containers.add(container);
      return container;
    }
  }
}
