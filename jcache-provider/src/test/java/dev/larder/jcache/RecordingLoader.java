// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.cache.integration.CacheLoader;

/** A loader that remembers what it was asked for. */
public final class RecordingLoader<K extends Comparable<K>, V> implements CacheLoader<K, V> {
  private final List<K> single = new CopyOnWriteArrayList<>();
  private final List<Set<K>> bulk = new CopyOnWriteArrayList<>();
  private volatile Function<K, V> source;

  public RecordingLoader(Function<K, V> source) {
    this.source = source;
  }

  public void setSource(Function<K, V> source) {
    this.source = source;
  }

  @Override
  public V load(K key) {
    single.add(key);
    return source.apply(key);
  }

  @Override
  public Map<K, V> loadAll(Iterable<? extends K> keys) {
    Set<K> asked = new TreeSet<>();
    keys.forEach(asked::add);
    bulk.add(asked);
    Map<K, V> loaded = new HashMap<>();
    for (K key : asked) {
      V value = source.apply(key);
      if (value != null) {
        loaded.put(key, value);
      }
    }
    return loaded;
  }

  /** The keys of the calls for one key. */
  public List<K> single() {
    return single;
  }

  /** The keys of each call for many. */
  public List<Set<K>> bulk() {
    return bulk;
  }
}
