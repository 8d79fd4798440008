// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.integration;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.HoldOperation.AbandonFill;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Fill;
import dev.larder.engine.entry.HoldOperation.FillNothing;
import dev.larder.engine.entry.HoldOperation.OpenFill;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.PlainOperation.StoreLoaded;
import dev.larder.engine.entry.StatisticsDelta;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.writebehind.PendingWrite;
import dev.larder.jcache.call.Calls;
import dev.larder.jcache.callback.Failures;
import dev.larder.jcache.copy.Keeper;
import dev.larder.jcache.expiry.ExpiryAdvice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * Loads what is not there, each key once at a time. Whoever finds no entry asks for the key's fill
 * lease: one caller gets it and calls the loader in its own thread, the others wait for what it
 * stores. A write or removal meanwhile wins: the fill is refused, the waiters load for themselves.
 */
public final class ReadThrough<K, V> {
  private static final System.Logger LOG = System.getLogger(ReadThrough.class.getName());

  private final Calls<K> calls;
  private final Keeper keeper;
  private final ExpiryAdvice expiry;
  private final CacheLoader<K, V> loader;
  private final Unwritten<K> unwritten;
  private final Class<V> valueType;

  /** Writes that the system behind the cache has not got yet: a load would not see them. */
  @FunctionalInterface
  public interface Unwritten<K> {
    /** The write that is pending for a key. */
    Optional<PendingWrite<Object>> of(K key);
  }

  /** A key that this caller is to load. */
  private record Lease<K>(K key, FillAnswer.Leased<Object> answer) {}

  /** Through the door of one cache. */
  public ReadThrough(
      Calls<K> calls,
      Keeper keeper,
      ExpiryAdvice expiry,
      CacheLoader<K, V> loader,
      Unwritten<K> unwritten,
      Class<V> valueType) {
    this.calls = calls;
    this.keeper = keeper;
    this.expiry = expiry;
    this.loader = loader;
    this.unwritten = unwritten;
    this.valueType = valueType;
  }

  /** The user's loader, to be closed with its cache. */
  public CacheLoader<K, V> loader() {
    return loader;
  }

  /**
   * The value of a key that was not found, as the store holds it; {@code null} if there is none.
   *
   * @throws CacheLoaderException if the loader, called here or by the caller that was waited for,
   *     threw or took too long
   */
  public @Nullable Object get(String operation, K key) {
    FillAnswer<Object> answer = open(operation, key, Existing.TAKE, Patience.WAIT);
    if (answer instanceof FillAnswer.Present<Object> present) {
      calls.statistics().add(StatisticsDelta.HIT);
      return present.value();
    }
    calls.statistics().add(StatisticsDelta.MISS);
    if (answer instanceof FillAnswer.Leased<Object> leased) {
      return loadAndFill(operation, new Lease<>(key, leased));
    }
    if (answer instanceof FillAnswer.Failed<Object> failed) {
      throw waitedInVain(failed.cause());
    }
    if (answer instanceof FillAnswer.Absent<Object>) {
      return null;
    }
    return cachedOr(operation, key, loadFor(operation, key));
  }

  /**
   * What a reader is told who loaded and could not fill: what the cache has by now, and only if
   * that is nothing, what was loaded. While a writer is at work the system behind the cache may be
   * ahead of it; who heard of the new value must not be told the old one by a later read.
   */
  private @Nullable Object cachedOr(String operation, K key, @Nullable Object loaded) {
    Object cached = calls.apply(operation, key, new PlainOperation.Peek<>()).before();
    return cached == null ? loaded : cached;
  }

  private FillAnswer<Object> open(String operation, K key, Existing existing, Patience patience) {
    return calls.apply(operation, key, new OpenFill<>(existing, patience, expiry.readRule()));
  }

  private CacheLoaderException waitedInVain(Throwable cause) {
    return new CacheLoaderException(
        "cache " + calls.cacheName() + ": another caller's load of the same key failed", cause);
  }

  private @Nullable Object loadAndFill(String operation, Lease<K> lease) {
    Optional<PendingWrite<Object>> pending = unwritten.of(lease.key());
    if (pending.isPresent()) {
      abandon(operation, lease, Optional.empty());
      return pending.get().visibleValue().orElse(null);
    }
    Object kept;
    try {
      kept = callLoader(operation, lease.key());
    } catch (RuntimeException | Error e) {
      abandon(operation, lease, Optional.of(e));
      throw e;
    }
    return fill(operation, lease, kept);
  }

  /**
   * The value from the system behind the cache, without a word to the store: for a caller that has
   * the key's turn, or may not fill.
   */
  public @Nullable Object loadFor(String operation, K key) {
    Optional<PendingWrite<Object>> pending = unwritten.of(key);
    return pending.isPresent()
        ? pending.get().visibleValue().orElse(null)
        : callLoader(operation, key);
  }

  private @Nullable Object callLoader(String operation, K key) {
    V loaded;
    try {
      loaded = calls.inUserCode(operation, key::equals, () -> loader.load(userKey(key)));
    } catch (CacheLoaderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw loaderThrew(e);
    }
    return loaded == null ? null : keep(key, loaded);
  }

  @SuppressWarnings("unchecked") // a copy of the key is of its class
  private K userKey(K key) {
    return (K) keeper.giveKey(key);
  }

  private Object keep(K key, Object loaded) {
    if (!valueType.isInstance(loaded)) {
      throw new CacheLoaderException(
          "cache "
              + calls.cacheName()
              + ": its loader gave a value of "
              + loaded.getClass().getName()
              + "; it holds "
              + valueType.getName());
    }
    return keeper.keepFor(key, loaded);
  }

  private CacheLoaderException loaderThrew(RuntimeException cause) {
    return new CacheLoaderException("cache " + calls.cacheName() + ": its loader threw", cause);
  }

  /** Stores what was loaded, if nothing came in between; gives back what the reader is told. */
  private @Nullable Object fill(String operation, Lease<K> lease, @Nullable Object kept) {
    FillAnswer.Leased<Object> leased = lease.answer();
    Verdict verdict =
        kept == null
            ? calls.apply(operation, lease.key(), new FillNothing<>(leased.lease()))
            : calls
                .settle(
                    lease.key(),
                    calls.apply(operation, lease.key(), fillOf(operation, lease, kept)))
                .verdict();
    return verdict == Verdict.APPLIED ? kept : cachedOr(operation, lease.key(), kept);
  }

  private Fill<Object> fillOf(String operation, Lease<K> lease, Object kept) {
    FillAnswer.Leased<Object> leased = lease.answer();
    try {
      ExpiryRule rule =
          calls.inUserCode(
              operation,
              lease.key()::equals,
              () -> leased.replacing() ? expiry.updateRule() : expiry.creationRule());
      return new Fill<>(leased.lease(), leased.stamp(), new StoreLoaded<>(kept, rule));
    } catch (RuntimeException | Error e) {
      abandon(operation, lease, Optional.of(e));
      throw e;
    }
  }

  private void abandon(String operation, Lease<K> lease, Optional<Throwable> cause) {
    Verdict unused =
        calls.apply(operation, lease.key(), new AbandonFill<>(lease.answer().lease(), cause));
  }

  /**
   * The values of keys that were not found, as the store holds them; those without one are left
   * out. The loader's {@code loadAll} is called once for all that nobody else is loading.
   */
  public Map<K, Object> getAll(String operation, Collection<K> keys) {
    Map<K, Object> found = new HashMap<>();
    Set<K> unfilled = new HashSet<>();
    List<K> busy = new ArrayList<>();
    List<Lease<K>> leases = new ArrayList<>();
    for (K key : keys) {
      FillAnswer<Object> answer = open(operation, key, Existing.TAKE, Patience.ASK);
      if (answer instanceof FillAnswer.Present<Object> present) {
        calls.statistics().add(StatisticsDelta.HIT);
        found.put(key, present.value());
      } else if (answer instanceof FillAnswer.Leased<Object> leased) {
        calls.statistics().add(StatisticsDelta.MISS);
        leases.add(new Lease<>(key, leased));
      } else if (answer instanceof FillAnswer.Busy<Object>) {
        busy.add(key);
      } else {
        calls.statistics().add(StatisticsDelta.MISS);
        unfilled.add(key);
      }
    }
    found.putAll(loadAndFillAll(operation, leases, unfilled));
    for (K key : busy) { // only now: nobody waits while others wait for what it holds
      Object value = get(operation, key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  /**
   * Loads keys into the cache.
   *
   * @param existing what to do about keys that are there
   */
  public void loadAll(String operation, Collection<K> keys, Existing existing) {
    List<K> busy = new ArrayList<>();
    List<Lease<K>> leases = new ArrayList<>();
    for (K key : keys) {
      FillAnswer<Object> answer = open(operation, key, existing, Patience.ASK);
      if (answer instanceof FillAnswer.Leased<Object> leased) {
        leases.add(new Lease<>(key, leased));
      } else if (answer instanceof FillAnswer.Busy<Object>) {
        busy.add(key);
      }
    }
    Map<K, Object> unused = loadAndFillAll(operation, leases, Set.of());
    for (K key : busy) {
      FillAnswer<Object> answer = open(operation, key, existing, Patience.WAIT);
      if (answer instanceof FillAnswer.Leased<Object> leased) {
        Object unusedValue = loadAndFill(operation, new Lease<>(key, leased));
      } else if (answer instanceof FillAnswer.Failed<Object> failed) {
        throw waitedInVain(failed.cause());
      }
    }
  }

  private Map<K, Object> loadAndFillAll(String operation, List<Lease<K>> leases, Set<K> unfilled) {
    Map<K, Object> values = new HashMap<>();
    Map<K, Lease<K>> toLoad = new LinkedHashMap<>();
    leases.forEach(lease -> toLoad.put(lease.key(), lease));
    Set<K> keys = new HashSet<>(toLoad.keySet());
    keys.addAll(unfilled);
    for (K key : List.copyOf(keys)) {
      unwritten
          .of(key)
          .ifPresent(
              pending -> {
                keys.remove(key);
                pending.visibleValue().ifPresent(value -> values.put(key, value));
              });
    }
    try {
      values.putAll(keys.isEmpty() ? Map.of() : callLoaderForAll(operation, keys));
    } catch (RuntimeException | Error e) {
      toLoad.values().forEach(lease -> abandon(operation, lease, Optional.of(e)));
      throw e;
    }
    Failures failures = new Failures();
    for (Lease<K> lease : toLoad.values()) {
      if (keys.contains(lease.key())) {
        failures.attempt(() -> fillAndTell(operation, lease, values));
      } else {
        abandon(operation, lease, Optional.empty());
      }
    }
    failures.throwFirst();
    for (K key : unfilled) {
      Object told = keys.contains(key) ? cachedOr(operation, key, values.get(key)) : null;
      if (told != null) {
        values.put(key, told);
      }
    }
    return values;
  }

  private void fillAndTell(String operation, Lease<K> lease, Map<K, Object> values) {
    Object told = fill(operation, lease, values.get(lease.key()));
    if (told != null) {
      values.put(lease.key(), told);
    }
  }

  private Map<K, Object> callLoaderForAll(String operation, Set<K> keys) {
    Map<K, V> loaded;
    Set<K> asked = new HashSet<>();
    keys.forEach(key -> asked.add(userKey(key)));
    try {
      loaded = calls.inUserCode(operation, keys::contains, () -> loader.loadAll(asked));
    } catch (CacheLoaderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw loaderThrew(e);
    }
    if (loaded == null) {
      throw new CacheLoaderException(
          "cache "
              + calls.cacheName()
              + ": its loader's loadAll returned null; it returns a map, empty if nothing was"
              + " found");
    }
    return keepWanted(loaded, keys);
  }

  private Map<K, Object> keepWanted(Map<K, V> loaded, Set<K> keys) {
    Map<K, Object> kept = new HashMap<>();
    int unwanted = 0;
    for (Map.Entry<K, V> entry : loaded.entrySet()) {
      if (!keys.contains(entry.getKey())) {
        unwanted++;
      } else if (entry.getValue() != null) {
        kept.put(entry.getKey(), keep(entry.getKey(), entry.getValue()));
      }
    }
    if (unwanted > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "loader gave keys nobody asked for: cache={0} count={1} next=ignored",
          calls.cacheName(),
          unwanted);
    }
    return kept;
  }
}
