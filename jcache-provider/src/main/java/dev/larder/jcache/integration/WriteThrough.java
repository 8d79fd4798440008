// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation.DoubtIntent;
import dev.larder.engine.entry.HoldOperation.OpenIntent;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.Verdict;
import dev.larder.jcache.call.Calls;
import dev.larder.jcache.call.KeyWriter;
import dev.larder.jcache.call.Mutations;
import dev.larder.jcache.callback.Failures;
import dev.larder.jcache.copy.Keeper;
import dev.larder.jcache.expiry.ExpiryAdvice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;

/**
 * Writes through to the system behind the cache, under a write intent on each key. A bulk call
 * takes intents on the keys that are free and writes them in one go, then goes on key by key: it
 * never waits for one key while it holds another.
 */
public final class WriteThrough<K, V> implements KeyWriter<K> {
  private final Calls<K> calls;
  private final Keeper keeper;
  private final ExpiryAdvice expiry;
  private final CacheWriter<K, V> writer;
  private final Unsure unsure;

  /** A key of a bulk call under its intent, and what is to be done to it. */
  private record Held<K>(K key, PlainOperation<Object> asked, Grant<Object> intent) {}

  /**
   * Through the door of one cache.
   *
   * @param unsure what stays in the cache when the writer failed
   */
  public WriteThrough(
      Calls<K> calls, Keeper keeper, ExpiryAdvice expiry, CacheWriter<K, V> writer, Unsure unsure) {
    this.calls = calls;
    this.keeper = keeper;
    this.expiry = expiry;
    this.writer = writer;
    this.unsure = unsure;
  }

  @Override
  public Unsure unsure() {
    return unsure;
  }

  @Override
  public void write(K key, Object kept) {
    guarded(() -> writer.write(new WrittenEntry<>(userKey(key), userValue(kept))));
  }

  @Override
  public void delete(K key) {
    guarded(() -> writer.delete(userKey(key)));
  }

  @SuppressWarnings("unchecked") // a copy of the key is of its class
  private K userKey(K key) {
    return (K) keeper.giveKey(key);
  }

  @SuppressWarnings("unchecked") // the store holds the cache's values
  private V userValue(Object kept) {
    return (V) keeper.give(kept);
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (CacheWriterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheWriterException("cache " + calls.cacheName() + ": its writer threw", e);
    }
  }

  /**
   * Runs an operation on each key, all of them puts or all removals, and tells the writer of them
   * together. What the writer left in its collection when it threw has failed, the rest is done.
   *
   * @param oneByOne does it for a key that was busy
   */
  public void applyAll(
      String operation, Map<K, PlainOperation<Object>> operations, Mutations<K> oneByOne) {
    List<Held<K>> held = new ArrayList<>();
    Map<K, PlainOperation<Object>> busy = new LinkedHashMap<>();
    operations.forEach(
        (key, asked) -> {
          Optional<Grant<Object>> grant =
              calls.apply(operation, key, new OpenIntent<>(Patience.ASK));
          if (grant.isPresent()) {
            held.add(new Held<>(key, asked, grant.get()));
          } else {
            busy.put(key, asked);
          }
        });
    writeHeld(operation, held);
    busy.forEach(
        (key, asked) -> {
          Outcome<Object> unused = oneByOne.apply(operation, key, asked);
        });
  }

  private void writeHeld(String operation, List<Held<K>> held) {
    Set<Object> keys = new HashSet<>();
    held.forEach(one -> keys.add(one.key()));
    Map<K, Outcome<Object>> outcomes = new LinkedHashMap<>();
    Failures failures = new Failures();
    failures.attempt(
        () ->
            calls.inUserCode(
                operation,
                keys::contains,
                () -> {
                  writeAndEnd(operation, held, outcomes);
                  return outcomes;
                }));
    outcomes.forEach((key, outcome) -> failures.attempt(() -> calls.settle(key, outcome)));
    failures.throwFirst();
  }

  private void writeAndEnd(String operation, List<Held<K>> held, Map<K, Outcome<Object>> outcomes) {
    Set<K> failed = new HashSet<>();
    held.forEach(one -> failed.add(one.key()));
    Failures failures = new Failures();
    failures.attempt(() -> tellAll(held, failed));
    for (Held<K> one : held) {
      if (failed.contains(one.key())) {
        doubt(operation, one);
      } else {
        failures.attempt(() -> outcomes.put(one.key(), publish(operation, one)));
      }
    }
    failures.throwFirst();
  }

  private void doubt(String operation, Held<K> one) {
    Verdict unused =
        calls.apply(operation, one.key(), new DoubtIntent<>(one.intent().hold(), unsure));
  }

  private Outcome<Object> publish(String operation, Held<K> one) {
    PlainOperation<Object> advised;
    try {
      advised = expiry.advise(one.asked(), one.intent().before());
    } catch (RuntimeException | Error e) {
      doubt(operation, one);
      throw e;
    }
    return calls.publish(operation, one.key(), one.intent(), advised);
  }

  /** Tells the writer; on return {@code failed} has the keys that were not done. */
  private void tellAll(List<Held<K>> held, Set<K> failed) {
    Collection<Cache.Entry<? extends K, ? extends V>> writes = new ArrayList<>();
    Collection<Object> deletes = new LinkedHashSet<>();
    for (Held<K> one : held) {
      Object value = one.asked().decide(null, 0).value();
      if (value == null) {
        deletes.add(userKey(one.key()));
      } else {
        writes.add(new WrittenEntry<>(userKey(one.key()), userValue(value)));
      }
    }
    try {
      if (!writes.isEmpty()) {
        guarded(() -> writer.writeAll(writes));
        writes.clear();
      }
      if (!deletes.isEmpty()) {
        guarded(() -> writer.deleteAll(deletes));
        deletes.clear();
      }
    } finally {
      failed.clear();
      writes.forEach(entry -> failed.add(entry.getKey()));
      held.stream().map(Held::key).filter(deletes::contains).forEach(failed::add);
    }
  }
}
