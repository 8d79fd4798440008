// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of the bytes that keys and kept values take on the heap, for a cache bounded by
 * bytes.
 *
 * <p>It assumes a 64-bit JVM with compressed references: headers of 12 bytes (16 for arrays),
 * references of 4, objects aligned to 8. Enum constants, classes and other objects that live anyway
 * count nothing; an object that is referred to twice counts once, but for strings, numbers and the
 * like, which count each time. It does not recurse, so a long chain cannot overflow the stack. It
 * may be used by many threads.
 */
public final class ByteSize {

  private final Refusals refusals;
  private final Serializer serializer;

  /** The shapes of the record classes met so far; empty for one that does not let us in. */
  private final ConcurrentHashMap<Class<?>, Optional<SizedRecord>> records =
      new ConcurrentHashMap<>();

  /**
   * The sizes of one cache's keys and values.
   *
   * @param cacheName named in messages
   * @param serializer measures keys of classes that Larder does not know
   */
  public ByteSize(String cacheName, Serializer serializer) {
    this.refusals = new Refusals(cacheName);
    this.serializer = serializer;
  }

  /**
   * The bytes of a key as the store holds it; for a class that Larder does not know, what its
   * serialized form takes.
   *
   * @throws CacheException if neither can be told
   */
  public long ofKey(Object key) {
    try {
      return sizeOf(key);
    } catch (CacheException e) {
      return ofSerialized(key, e);
    }
  }

  /**
   * The bytes of a value as the store holds it.
   *
   * @param kept what {@link Keeper#keep} returned
   * @throws CacheException if it holds an object of a class that Larder does not know; the message
   *     names the class and {@link Weigher}
   */
  public long ofValue(Object kept) {
    if (kept instanceof Kept.Serialized serialized) {
      return Layout.object(4) + Layout.array(1, serialized.bytes.length);
    }
    if (kept instanceof Kept.Tree tree) {
      return Layout.object(8) + sizeOf(tree.value);
    }
    if (kept instanceof Kept.Graph graph) {
      return Layout.object(4) + sizeOf(graph.value);
    }
    if (kept instanceof Kept.Copied copied) {
      return Layout.object(4) + sizeOf(copied.value);
    }
    return sizeOf(kept);
  }

  private long ofSerialized(Object key, CacheException unknown) {
    try {
      return Layout.array(1, serializer.serialize(key).length);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      unknown.addSuppressed(e);
      throw unknown;
    }
  }

  private long sizeOf(Object root) {
    long scalar = Layout.scalar(root);
    return scalar >= 0 ? scalar : new Sum().of(root);
  }

  /** One traversal: what is still to be counted, and what has been. */
  private final class Sum {

    private final Deque<Object> open = new ArrayDeque<>();
    private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;

    long of(Object root) {
      add(root);
      while (!open.isEmpty()) {
        count(open.pop());
      }
      return bytes;
    }

    private void add(@Nullable Object object) {
      if (object == null) {
        return;
      }
      long scalar = Layout.scalar(object);
      if (scalar >= 0) {
        boolean first = !object.getClass().isArray() || counted.add(object);
        bytes += first ? scalar : 0;
      } else if (counted.add(object)) {
        open.push(object);
      }
    }

    private void count(Object object) {
      if (object instanceof Object[] array) {
        bytes += Layout.array(4, array.length);
        addAll(array);
      } else if (object instanceof Record) {
        countRecord(object);
      } else if (object instanceof Optional<?> optional) {
        bytes += Layout.object(4);
        add(optional.orElse(null));
      } else {
        countContainer(object);
      }
    }

    private void countRecord(Object object) {
      SizedRecord sized =
          records
              .computeIfAbsent(object.getClass(), SizedRecord::of)
              .orElseThrow(() -> refusals.unweighable(object.getClass()));
      bytes += sized.shallowBytes();
      addAll(sized.components(object));
    }

    private void countContainer(Object object) {
      Class<?> type = object.getClass();
      if (Containers.planOf(type) == Plan.FOREIGN) {
        throw refusals.unweighable(type);
      }
      if (object instanceof Map.Entry<?, ?> entry) {
        bytes += Layout.object(8);
        add(entry.getKey());
        add(entry.getValue());
      } else if (object instanceof Map<?, ?> map) {
        bytes += Layout.container(map, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          add(entry.getKey());
          add(entry.getValue());
        }
      } else {
        Collection<?> collection = (Collection<?>) object;
        bytes += Layout.container(collection, collection.size());
        for (Object element : collection) {
          add(element);
        }
      }
    }

    private void addAll(@Nullable Object[] objects) {
      for (Object object : objects) {
        add(object);
      }
    }
  }
}
