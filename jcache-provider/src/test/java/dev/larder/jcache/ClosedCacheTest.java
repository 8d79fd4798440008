// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.processor.EntryProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of {@link Cache} on a closed cache, with nulls, and with wrong types. */
class ClosedCacheTest {
  /** What a closed cache still answers. */
  private static final Set<String> ALWAYS =
      Set.of("getName", "getCacheManager", "isClosed", "close", "unwrap", "getConfiguration");

  private static final EntryProcessor<Object, Object, Object> NOTHING = (entry, arguments) -> null;

  private final OpenManager opened = OpenManager.open();

  @AfterEach
  void closeManager() {
    opened.close();
  }

  static Stream<Method> methods() {
    return Arrays.stream(Cache.class.getMethods())
        .filter(method -> !method.isDefault() && !ALWAYS.contains(method.getName()));
  }

  static Stream<Method> methodsWithArguments() {
    return methods()
        .filter(method -> method.getParameterCount() > 0)
        .filter(method -> !method.getName().endsWith("Listener"));
  }

  private static Object argumentFor(Class<?> type, Object key) {
    if (type == Set.class) {
      return new HashSet<>(Arrays.asList("good", key));
    }
    if (type == Map.class) {
      Map<Object, Object> map = new LinkedHashMap<>();
      map.put("good", 1);
      map.put(key, 2);
      return map;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == EntryProcessor.class) {
      return NOTHING;
    }
    if (type == Object[].class) {
      return new Object[0];
    }
    if (type.getSimpleName().equals("CompletionListener")) {
      return null;
    }
    if (type.getSimpleName().equals("CacheEntryListenerConfiguration")) {
      return new MutableCacheEntryListenerConfiguration<>(null, null, false, true);
    }
    return key;
  }

  private static Throwable thrownBy(Cache<?, ?> cache, Method method, Object... arguments)
      throws IllegalAccessException {
    try {
      method.invoke(cache, arguments);
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void closed_everyMethod_saysSo(Method method) throws Exception {
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.close();
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(type -> argumentFor(type, "key")).toArray();

    assertThat(thrownBy(cache, method, arguments))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("closed");
  }

  @Test
  void closed_whatDescribesIt_stillAnswers() {
    LarderCache<String, Integer> cache = opened.counted("words");
    cache.close();

    assertThatCode(cache::close).doesNotThrowAnyException();
    assertThat(cache.isClosed()).isTrue();
    assertThat(cache.getName()).isEqualTo("words");
    assertThat(cache.getCacheManager()).isSameAs(opened.manager());
    assertThat(cache.toString()).contains("words");
  }

  @Test
  void closed_iteratorBegunBefore_saysSo() {
    LarderCache<String, Integer> cache = opened.counted("words");
    for (int i = 0; i < 200; i++) {
      cache.put("key" + i, i);
    }
    Iterator<Cache.Entry<String, Integer>> iterator = cache.iterator();
    iterator.next();

    cache.close();

    assertThatThrownBy(() -> iterator.forEachRemaining(entry -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @MethodSource("methodsWithArguments")
  void nullKey_everyMethod_isRefusedAndChangesNothing(Method method) throws Exception {
    LarderCache<String, Integer> cache = opened.counted("words");
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(type -> argumentFor(type, null)).toArray();

    assertThat(thrownBy(cache, method, arguments))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("null");

    assertThat(cache.iterator()).isExhausted();
  }

  @ParameterizedTest
  @MethodSource("methodsWithArguments")
  void keyOfAnotherType_everyMethod_isRefusedAndChangesNothing(Method method) throws Exception {
    LarderCache<String, Integer> cache = opened.counted("words");
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(type -> argumentFor(type, 4711L)).toArray();

    assertThat(thrownBy(cache, method, arguments))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("java.lang.Long")
        .hasMessageContaining("java.lang.String")
        .hasMessageNotContaining("4711");

    assertThat(cache.iterator()).isExhausted();
  }

  @Test
  void nulls_inPlaceOfCollectionsAndProcessors_areRefused() {
    LarderCache<String, Integer> cache = opened.counted("words");

    List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls =
        List.of(
            () -> cache.getAll(null),
            () -> cache.putAll(null),
            () -> cache.removeAll(null),
            () -> cache.loadAll(null, true, null),
            () -> cache.invokeAll(null, NOTHING_TYPED),
            () -> cache.invoke("a", null),
            () -> cache.invokeAll(Set.of("a"), null),
            () -> cache.put("a", null),
            () -> cache.replace("a", 1, null),
            () -> cache.replace("a", null, 1),
            () -> cache.remove("a", null));

    assertThat(calls)
        .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(NullPointerException.class));
  }

  private static final EntryProcessor<String, Integer, Object> NOTHING_TYPED =
      (entry, arguments) -> null;

  @Test
  void putAll_nullValueInTheMiddle_changesNothing() {
    LarderCache<String, Integer> cache = opened.counted("words");
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("a", 1);
    map.put("b", null);
    map.put("c", 3);

    assertThatThrownBy(() -> cache.putAll(map))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("putAll")
        .hasMessageContaining("null value");

    assertThat(cache.iterator()).isExhausted();
    assertThat(cache.statistics().getCachePuts()).isZero();
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // what a caller without generics does
  void putAll_valueOfAnotherTypeInTheMiddle_changesNothing() {
    LarderCache<String, Integer> cache = opened.counted("words");
    Map<String, Object> map = new LinkedHashMap<>(Map.of("a", 1));
    map.put("b", "no number");

    assertThatThrownBy(() -> ((Cache) cache).putAll(map))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("value")
        .hasMessageNotContaining("no number");

    assertThat(cache.iterator()).isExhausted();
  }

  @Test
  void unwrap_toItself_elseIsRefused() {
    LarderCache<String, Integer> cache = opened.counted("words");

    assertThat(cache.unwrap(LarderCache.class) == cache).isTrue();
    assertThat(opened.manager().unwrap(LarderCacheManager.class)).isSameAs(opened.manager());
    assertThatThrownBy(() -> cache.unwrap(HashMap.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("java.util.HashMap");
    assertThatThrownBy(() -> opened.manager().unwrap(HashMap.class))
        .isInstanceOf(IllegalArgumentException.class);
    cache.put("a", 1);
    assertThatThrownBy(() -> cache.iterator().next().unwrap(HashMap.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void toString_always_givesNameUriAndBoundOnly() {
    LarderCache<String, Integer> cache =
        opened.cache("words", OpenManager.numbers().setMaximumSize(10));
    cache.put("secret", 4711);

    assertThat(cache.toString())
        .contains("words")
        .contains(opened.manager().getURI().toString())
        .contains("10 entries")
        .doesNotContain("secret")
        .doesNotContain("4711");
    assertThat(opened.manager().toString())
        .contains(opened.manager().getURI().toString())
        .doesNotContain("secret");
    assertThat(cache.iterator().next().toString()).doesNotContain("secret").doesNotContain("4711");
  }
}
