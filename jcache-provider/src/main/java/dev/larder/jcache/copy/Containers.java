// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
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
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The plans of the JDK's common classes that can change or hold something that can.
 *
 * <p>Exactly these classes: a subclass may have more to copy, and a wrapper such as {@link
 * Collections#unmodifiableList} hides what it wraps; both are foreign. Where a class has a {@code
 * clone}, that is what keeps the parts nobody can see: the access order of a {@link LinkedHashMap},
 * the key type of an empty {@link EnumMap}.
 */
// Style: what users store is theirs to choose, old classes too
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"})
final class Containers {

  private static final Map<Class<?>, Plan> PLANS = new HashMap<>();

  static {
    PLANS.put(ArrayList.class, Elements::copyArrayList);
    PLANS.put(LinkedList.class, Elements.of(o -> (Collection<?>) ((LinkedList<?>) o).clone()));
    PLANS.put(Vector.class, Elements.of(o -> (Collection<?>) ((Vector<?>) o).clone()));
    PLANS.put(Stack.class, Elements.of(o -> (Collection<?>) ((Stack<?>) o).clone()));
    PLANS.put(ArrayDeque.class, Elements.of(o -> ((ArrayDeque<?>) o).clone()));
    PLANS.put(HashSet.class, Elements.of(o -> (Collection<?>) ((HashSet<?>) o).clone()));
    PLANS.put(
        LinkedHashSet.class, Elements.of(o -> (Collection<?>) ((LinkedHashSet<?>) o).clone()));
    PLANS.put(CopyOnWriteArrayList.class, Elements::copyCopyOnWriteArrayList);
    PLANS.put(TreeSet.class, sorted(Elements.of(o -> (Collection<?>) ((TreeSet<?>) o).clone())));
    PLANS.put(PriorityQueue.class, sorted(Elements.of(o -> new PriorityQueue<>(queue(o)))));
    PLANS.put(HashMap.class, Mappings.of(o -> (Map<?, ?>) ((HashMap<?, ?>) o).clone()));
    PLANS.put(LinkedHashMap.class, Mappings.of(o -> (Map<?, ?>) ((LinkedHashMap<?, ?>) o).clone()));
    PLANS.put(
        IdentityHashMap.class, Mappings.of(o -> (Map<?, ?>) ((IdentityHashMap<?, ?>) o).clone()));
    PLANS.put(Hashtable.class, Mappings.of(o -> (Map<?, ?>) ((Hashtable<?, ?>) o).clone()));
    PLANS.put(EnumMap.class, Mappings.of(o -> ((EnumMap<?, ?>) o).clone()));
    PLANS.put(ConcurrentHashMap.class, Mappings.of(o -> new ConcurrentHashMap<>((Map<?, ?>) o)));
    PLANS.put(TreeMap.class, sorted(Mappings.of(o -> (Map<?, ?>) ((TreeMap<?, ?>) o).clone())));
    putShells();
    putScalars();
  }

  private Containers() {}

  static Plan planOf(Class<?> type) {
    Plan plan = PLANS.get(type);
    if (plan != null) {
      return plan;
    }
    if (EnumSet.class.isAssignableFrom(type)) {
      return (original, walk) -> ((EnumSet<?>) original).clone(); // only the JDK can extend it
    }
    boolean ofSql = Date.class.isAssignableFrom(type) && type.getName().startsWith("java.sql.");
    return ofSql ? (original, walk) -> ((Date) original).clone() : Plan.FOREIGN;
  }

  /** Classes that cannot change themselves and are built after what they hold. */
  private static void putShells() {
    Plan list = Shells::copyList;
    PLANS.put(List.of("").getClass(), list);
    PLANS.put(List.of("", "", "").getClass(), list);
    PLANS.put(Set.of("").getClass(), Shells::copySet);
    PLANS.put(Set.of("a", "b", "c").getClass(), Shells::copySet);
    PLANS.put(Map.of("", "").getClass(), Shells::copyMap);
    PLANS.put(Map.of("a", "", "b", "").getClass(), Shells::copyMap);
    PLANS.put(Map.entry("", "").getClass(), Shells::copyEntry);
    PLANS.put(AbstractMap.SimpleImmutableEntry.class, Shells::copySimpleImmutableEntry);
    PLANS.put(Optional.class, Shells::copyOptional);
    PLANS.put(Collections.singletonList("").getClass(), Shells::copySingletonList);
    PLANS.put(Collections.singleton("").getClass(), Shells::copySingleton);
    PLANS.put(Collections.singletonMap("", "").getClass(), Shells::copySingletonMap);
  }

  private static void putScalars() {
    PLANS.put(AbstractMap.SimpleEntry.class, Mappings::copySimpleEntry);
    PLANS.put(Date.class, (original, walk) -> ((Date) original).clone());
    PLANS.put(GregorianCalendar.class, (original, walk) -> ((GregorianCalendar) original).clone());
    PLANS.put(BitSet.class, (original, walk) -> ((BitSet) original).clone());
    PLANS.put(StringBuilder.class, (original, walk) -> new StringBuilder((StringBuilder) original));
    PLANS.put(StringBuffer.class, (original, walk) -> new StringBuffer((StringBuffer) original));
    PLANS.put(
        AtomicInteger.class,
        (original, walk) -> new AtomicInteger(((AtomicInteger) original).get()));
    PLANS.put(AtomicLong.class, (original, walk) -> new AtomicLong(((AtomicLong) original).get()));
    PLANS.put(
        AtomicBoolean.class,
        (original, walk) -> new AtomicBoolean(((AtomicBoolean) original).get()));
  }

  private static Plan sorted(Plan plan) {
    return (original, walk) -> {
      walk.share(Elements.comparatorOf(original));
      return plan.copy(original, walk);
    };
  }

  private static PriorityQueue<?> queue(Object original) {
    return (PriorityQueue<?>) original;
  }
}
