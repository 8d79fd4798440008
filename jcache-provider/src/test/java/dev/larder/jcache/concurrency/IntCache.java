// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * A cache driven by {@link Call}s: every method, with numbers for values, and results as a {@link
 * Register} gives them.
 *
 * @param <V> the type of the values, to and from which numbers are turned
 */
final class IntCache<V> {
  private final Cache<Integer, V> cache;
  private final IntFunction<V> toValue;
  private final ToIntFunction<V> toNumber;
  private final LongAdder entriesGiven = new LongAdder();

  IntCache(Cache<Integer, V> cache, IntFunction<V> toValue, ToIntFunction<V> toNumber) {
    this.cache = cache;
    this.toValue = toValue;
    this.toNumber = toNumber;
  }

  /** The cache itself. */
  Cache<Integer, V> cache() {
    return cache;
  }

  /** How many entries iterators gave; each is a hit. */
  long entriesGiven() {
    return entriesGiven.sum();
  }

  /** Makes a call; the result is what the model calls it. */
  int make(Call call) {
    int key = call.key();
    return switch (call.verb()) {
      case GET -> number(cache.get(key));
      case GET_ALL -> number(cache.getAll(Set.of(key)).get(key));
      case CONTAINS -> Call.of(cache.containsKey(key));
      case ITERATE -> iterate(key, false);
      case INCREMENT, INCREMENT_ALL, TAKE, DELETE -> invoke(call);
      case LOOK_BEHIND, UNSURE, PASS ->
          throw new IllegalArgumentException("a cache has no such method");
      default -> write(call);
    };
  }

  private int write(Call call) {
    int key = call.key();
    V first = toValue.apply(call.first());
    V second = toValue.apply(call.second());
    return switch (call.verb()) {
      case PUT -> done(() -> cache.put(key, second));
      case PUT_ALL -> done(() -> cache.putAll(Map.of(key, second)));
      case GET_AND_PUT -> number(cache.getAndPut(key, second));
      case PUT_IF_ABSENT -> Call.of(cache.putIfAbsent(key, second));
      case REMOVE -> Call.of(cache.remove(key));
      case REMOVE_IF -> Call.of(cache.remove(key, first));
      case GET_AND_REMOVE -> number(cache.getAndRemove(key));
      case REPLACE -> Call.of(cache.replace(key, second));
      case REPLACE_IF -> Call.of(cache.replace(key, first, second));
      case GET_AND_REPLACE -> number(cache.getAndReplace(key, second));
      case REMOVE_KEYS -> done(() -> cache.removeAll(Set.of(key)));
      case REMOVE_ALL -> done(cache::removeAll);
      case CLEAR -> done(cache::clear);
      case ITERATE_AND_REMOVE -> done(() -> iterate(key, true));
      default -> throw new IllegalArgumentException("not a write: " + call.verb());
    };
  }

  private static int done(Runnable call) {
    call.run();
    return Call.VOID;
  }

  private int invoke(Call call) {
    int key = call.key();
    return switch (call.verb()) {
      case INCREMENT -> cache.invoke(key, increment());
      case INCREMENT_ALL -> only(cache.invokeAll(Set.of(key), increment()));
      case TAKE -> cache.invoke(key, take(call.first()));
      default -> done(() -> cache.invoke(key, delete()));
    };
  }

  private EntryProcessor<Integer, V, Integer> increment() {
    return (entry, arguments) -> {
      int before = number(entry.getValue());
      entry.setValue(toValue.apply(before + 1));
      return before;
    };
  }

  private EntryProcessor<Integer, V, Integer> take(int expected) {
    return (entry, arguments) -> {
      int before = number(entry.getValue());
      if (before != Call.NONE && before == expected) {
        entry.remove();
      }
      return before;
    };
  }

  private EntryProcessor<Integer, V, Integer> delete() {
    return (entry, arguments) -> {
      entry.remove();
      return Call.VOID;
    };
  }

  private static int only(Map<Integer, EntryProcessorResult<Integer>> results) {
    return results.values().iterator().next().get();
  }

  private int iterate(int key, boolean remove) {
    Iterator<Cache.Entry<Integer, V>> entries = cache.iterator();
    while (entries.hasNext()) {
      Cache.Entry<Integer, V> entry = entries.next();
      entriesGiven.increment();
      if (entry.getKey() == key) {
        if (remove) {
          entries.remove();
        }
        return number(entry.getValue());
      }
    }
    return Call.NONE;
  }

  int number(@Nullable V value) {
    return value == null ? Call.NONE : toNumber.applyAsInt(value);
  }
}
