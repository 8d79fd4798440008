// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * The system behind a cache: one atomic value for each key, which now and then lets other threads
 * go on before and after it is looked at or written.
 */
final class SlowStore implements CacheLoader<Integer, Integer>, CacheWriter<Integer, Integer> {
  private final Map<Integer, Integer> values = new ConcurrentHashMap<>();

  /** The value of a key, or {@link Call#NONE}. */
  int value(int key) {
    return values.getOrDefault(key, Call.NONE);
  }

  void forgetAll() {
    values.clear();
  }

  @Override
  public @Nullable Integer load(Integer key) {
    linger();
    Integer value = values.get(key);
    linger();
    return value;
  }

  @Override
  public Map<Integer, Integer> loadAll(Iterable<? extends Integer> keys) {
    Map<Integer, Integer> loaded = new HashMap<>();
    for (Integer key : keys) {
      Integer value = load(key);
      if (value != null) {
        loaded.put(key, value);
      }
    }
    return loaded;
  }

  @Override
  public void write(Cache.Entry<? extends Integer, ? extends Integer> entry) {
    linger();
    values.put(entry.getKey(), entry.getValue());
    linger();
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends Integer, ? extends Integer>> entries) {
    entries.forEach(this::write);
    entries.clear();
  }

  @Override
  public void delete(Object key) {
    linger();
    values.remove((Integer) key);
    linger();
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    keys.forEach(this::delete);
    keys.clear();
  }

  /** On two processors a thread that never yields is seldom met in the middle of its work. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing is right or wrong by it, only seldom or often
  private static void linger() {
    if (ThreadLocalRandom.current().nextInt(3) == 0) {
      Thread.yield();
    }
  }
}
