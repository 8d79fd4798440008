// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import dev.larder.engine.entry.OutOfTimeException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.cache.CacheException;

/**
 * A call that is being made or was made, on one key or several, and what it did to the store behind
 * the cache. Written by its caller's thread; the others read it once that is idle.
 */
final class OpenCall {

  /**
   * A change that reached the store.
   *
   * @param key of which key
   * @param value its value since then, or {@link Call#NONE}
   */
  record Commit(int key, int value, long startNanos, long endNanos) {

    /** As a call that left the cache unsure. */
    Observed observed() {
      return new Observed(new Call(Verb.UNSURE, key, 0, value), Call.VOID, startNanos, endNanos);
    }
  }

  /** Those whose result is the value that they found or loaded. */
  private static final Set<Verb> READS_THROUGH =
      EnumSet.of(Verb.GET, Verb.GET_ALL, Verb.INCREMENT, Verb.INCREMENT_ALL, Verb.TAKE);

  private final IntCache<Integer> cache;
  private final Call asked;
  private final List<Integer> keys;
  private final LongSupplier clock;
  private final Map<Integer, Integer> results = new HashMap<>();
  private final Map<Integer, Commit> commits = new HashMap<>();
  private final Set<Integer> vouched = ConcurrentHashMap.newKeySet();

  /** When it began to load which key. */
  private final Map<Integer, Long> loads = new HashMap<>();

  private Optional<Throwable> failure = Optional.empty();
  private long startNanos;
  private long endNanos;
  private long lastedMillis;

  /**
   * A call to be made.
   *
   * @param keys the keys it concerns, in the order in which they are given to the cache
   * @param clock the cache's
   */
  OpenCall(IntCache<Integer> cache, Call asked, List<Integer> keys, LongSupplier clock) {
    this.cache = cache;
    this.asked = asked;
    this.keys = keys;
    this.clock = clock;
  }

  void make() {
    long startMillis = clock.getAsLong();
    startNanos = System.nanoTime();
    try {
      makeOnKeys();
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e);
    }
    endNanos = System.nanoTime();
    lastedMillis = clock.getAsLong() - startMillis;
  }

  private void makeOnKeys() {
    boolean bulk = keys.size() > 1;
    if (bulk && asked.verb() == Verb.GET_ALL) {
      Map<Integer, Integer> found = cache.cache().getAll(new LinkedHashSet<>(keys));
      keys.forEach(key -> results.put(key, cache.number(found.get(key))));
    } else if (bulk && asked.verb() == Verb.PUT_ALL) {
      Map<Integer, Integer> values = new LinkedHashMap<>();
      keys.forEach(key -> values.put(key, asked.second()));
      cache.cache().putAll(values);
      keys.forEach(key -> results.put(key, Call.VOID));
    } else if (bulk && asked.verb() == Verb.REMOVE_KEYS) {
      cache.cache().removeAll(new LinkedHashSet<>(keys));
      keys.forEach(key -> results.put(key, Call.VOID));
    } else {
      int result = cache.make(asked);
      keys.forEach(key -> results.put(key, result));
    }
  }

  /** Its writer's work reached the store. */
  void committed(Commit commit) {
    commits.put(commit.key(), commit);
  }

  /** Its writer said so. */
  void vouched(int key) {
    vouched.add(key);
  }

  /** It begins to load a key. */
  void loads(int key) {
    loads.put(key, System.nanoTime());
  }

  boolean concerns(int key) {
    return keys.contains(key);
  }

  /**
   * Whether it was told of an absence that no load can account for: not its own, and none that it
   * may have waited for.
   */
  boolean madeUpAbsence(int key, List<OpenCall> all, long limitMillis) {
    return READS_THROUGH.contains(asked.verb())
        && results.getOrDefault(key, Call.VOID) == Call.NONE
        && all.stream().noneMatch(loader -> mayHearOf(loader, key, all, limitMillis));
  }

  /** A load is heard of while it goes on, unless a call that changed the key came in between. */
  private boolean mayHearOf(OpenCall loader, int key, List<OpenCall> all, long limitMillis) {
    Long loadedNanos = loader.loads.get(key);
    return loadedNanos != null
        && loader.endNanos >= startNanos
        && loader.startNanos <= endNanos
        && all.stream().noneMatch(other -> other.voids(key, loadedNanos, startNanos, limitMillis));
  }

  /** Whether it changed the key after a load had begun, and ended before its waiter came. */
  private boolean voids(int key, long loadedNanos, long askedNanos, long limitMillis) {
    Commit commit = commits.get(key);
    boolean overdue = failure.isPresent() && outlived(limitMillis); // its end may touch nothing
    return commit != null && !overdue && commit.startNanos() > loadedNanos && endNanos < askedNanos;
  }

  /** Whether the cache may have given up waiting for its user code. */
  boolean outlived(long limitMillis) {
    return lastedMillis >= limitMillis;
  }

  /** What it threw, unless that is what a failing or too slow loader or writer accounts for. */
  Optional<Throwable> unexplainedFailure(long limitMillis) {
    return failure.filter(
        thrown ->
            !(thrown instanceof CacheException)
                || !(outlived(limitMillis)
                    || caused(thrown, FaultyStore.Broken.class)
                    || caused(thrown, OutOfTimeException.class)));
  }

  private static boolean caused(Throwable thrown, Class<?> by) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (by.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** What it did to the store under a key without the cache being able to vouch for it. */
  Optional<Commit> unsureCommit(int key, long limitMillis) {
    return Optional.ofNullable(commits.get(key))
        .filter(commit -> outlived(limitMillis) || (failure.isPresent() && !vouched.contains(key)));
  }

  /**
   * What the model hears of it, for one key.
   *
   * @param unsure what else reached the store without the cache being able to vouch for it: if it
   *     came between this call's commit and its end, what the cache has afterwards may be older
   */
  Optional<Observed> observed(int key, List<Commit> unsure, long limitMillis) {
    Commit commit = commits.get(key);
    if (commit != null) {
      boolean overtaken =
          unsure.stream()
              .anyMatch(
                  other ->
                      other.key() == key
                          && other.endNanos() >= commit.startNanos()
                          && other.startNanos() <= endNanos);
      if (overtaken || unsureCommit(key, limitMillis).isPresent()) {
        return Optional.of(commit.observed());
      }
    }
    if (failure.isEmpty()) {
      return Optional.of(
          new Observed(
              new Call(asked.verb(), key, asked.first(), asked.second()),
              results.get(key),
              startNanos,
              endNanos));
    }
    return commit == null
        ? Optional.empty()
        : Optional.of(
            new Observed(
                new Call(Verb.PUT, key, 0, commit.value()), Call.VOID, startNanos, endNanos));
  }

  /** Every key of it, as far as there are so many. */
  static List<Integer> keysUpTo(int last) {
    List<Integer> all = new ArrayList<>();
    for (int key = 1; key <= last; key++) {
      all.add(key);
    }
    return all;
  }

  @Override
  public String toString() {
    return asked + " on " + keys + failure.map(thrown -> " threw " + thrown).orElse("");
  }
}
