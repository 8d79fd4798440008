// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.jcache.copy.ByteSize;
import dev.larder.jcache.copy.JavaSerializer;
import java.util.Map;
import org.hibernate.cache.spi.entry.CacheEntry;
import org.hibernate.cache.spi.entry.CollectionCacheEntry;

/** The bytes that an entry of a region takes on the heap: an estimate, which never throws. */
final class EntrySize {
  /** A node of the table, its cell, and an object of Hibernate's around the state. */
  private static final long AROUND = 160;

  /** What is taken for a part that cannot be measured. */
  private static final long UNKNOWN = 256;

  private final ByteSize sizes;

  EntrySize(String region) {
    this.sizes = new ByteSize(region, JavaSerializer.standard());
  }

  long bytes(Object key, Object value) {
    return AROUND + partOf(key) + stateOf(value);
  }

  private long stateOf(Object value) {
    if (value instanceof CacheEntry entry && !entry.isReferenceEntry()) {
      return partsOf(entry.getDisassembledState());
    }
    if (value instanceof CollectionCacheEntry collection) {
      return partsOf(collection.getState());
    }
    if (value instanceof Map<?, ?> structured) {
      return partsOf(structured.values().toArray());
    }
    return partOf(value);
  }

  private long partsOf(Object[] parts) {
    long bytes = 0;
    for (Object part : parts) {
      bytes += part == null ? 0 : partOf(part);
    }
    return bytes;
  }

  private long partOf(Object part) {
    try {
      return sizes.ofKey(part);
    } catch (RuntimeException e) {
      return UNKNOWN; // neither a known class nor serializable
    }
  }
}
