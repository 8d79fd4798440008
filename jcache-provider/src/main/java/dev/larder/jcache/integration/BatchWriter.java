// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import dev.larder.engine.writebehind.Batch;
import dev.larder.engine.writebehind.Flight;
import dev.larder.engine.writebehind.Settlement;
import dev.larder.engine.writebehind.WriteKind;
import dev.larder.jcache.callback.UserCode;
import dev.larder.jcache.copy.Keeper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;

/** Brings batches of a write-behind queue to the user's writer, in the calling thread. */
final class BatchWriter<K, V> {
  private static final System.Logger LOG = System.getLogger(BatchWriter.class.getName());

  private final String cacheName;
  private final CacheWriter<K, V> writer;
  private final Keeper keeper;
  private final UserCode userCode;

  BatchWriter(String cacheName, CacheWriter<K, V> writer, Keeper keeper, UserCode userCode) {
    this.cacheName = cacheName;
    this.writer = writer;
    this.keeper = keeper;
    this.userCode = userCode;
  }

  /** Tells the writer of a batch; what it left in its collection when it threw has failed. */
  Settlement<K> write(Batch<K, Object> batch) {
    return batch.kind() == WriteKind.WRITE ? writeAll(batch) : deleteAll(batch);
  }

  private Settlement<K> writeAll(Batch<K, Object> batch) {
    Collection<Cache.Entry<? extends K, ? extends V>> entries = new ArrayList<>();
    for (Flight<K, Object> flight : batch.flights()) {
      flight
          .write()
          .visibleValue()
          .ifPresent(
              kept -> entries.add(new WrittenEntry<>(userKey(flight.key()), userValue(kept))));
    }
    return told(
        batch,
        () -> writer.writeAll(entries),
        () -> {
          List<K> left = new ArrayList<>();
          entries.forEach(entry -> left.add(entry.getKey()));
          return left;
        });
  }

  @SuppressWarnings("unchecked") // a copy of the key is of its class
  private K userKey(K key) {
    return (K) keeper.giveKey(key);
  }

  @SuppressWarnings("unchecked") // the store holds the cache's values
  private V userValue(Object kept) {
    return (V) keeper.give(kept);
  }

  private Settlement<K> deleteAll(Batch<K, Object> batch) {
    Collection<Object> keys = new ArrayList<>();
    batch.flights().forEach(flight -> keys.add(userKey(flight.key())));
    return told(
        batch,
        () -> writer.deleteAll(keys),
        () -> {
          List<K> left = new ArrayList<>();
          batch.flights().stream().map(Flight::key).filter(keys::contains).forEach(left::add);
          return left;
        });
  }

  private Settlement<K> told(Batch<K, Object> batch, Runnable call, Supplier<List<K>> left) {
    try {
      return userCode.call(
          new UserCode.Place(cacheName, "write-behind", this),
          key -> false,
          () -> {
            call.run();
            return Settlement.done();
          });
    } catch (RuntimeException | Error e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cache " + cacheName + ": its writer threw on a batch of " + batch.size() + " keys",
          e);
      return Settlement.residual(left.get(), String.valueOf(e));
    }
  }
}
