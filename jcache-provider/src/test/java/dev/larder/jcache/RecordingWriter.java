// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;

/** A writer in front of a table, that remembers its calls and can be made to fail or wait. */
public final class RecordingWriter<K, V> implements CacheWriter<K, V> {
  private final Map<K, V> table = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Consumer<Object> before = key -> {};

  /** What is done before each key is written or deleted: it may throw or wait. */
  public void before(Consumer<Object> hook) {
    before = hook;
  }

  @Override
  public void write(Cache.Entry<? extends K, ? extends V> entry) {
    before.accept(entry.getKey());
    calls.add("write " + entry.getKey() + "=" + entry.getValue());
    table.put(entry.getKey(), entry.getValue());
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
    calls.add("writeAll " + entries.size());
    Iterator<Cache.Entry<? extends K, ? extends V>> all = entries.iterator();
    while (all.hasNext()) {
      write(all.next());
      all.remove();
    }
  }

  @Override
  public void delete(Object key) {
    before.accept(key);
    calls.add("delete " + key);
    table.remove(key);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    calls.add("deleteAll " + keys.size());
    Iterator<?> all = keys.iterator();
    while (all.hasNext()) {
      delete(all.next());
      all.remove();
    }
  }

  public Map<K, V> table() {
    return table;
  }

  public List<String> calls() {
    return calls;
  }
}
