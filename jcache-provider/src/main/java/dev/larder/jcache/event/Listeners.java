// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import dev.larder.engine.entry.Origin;
import dev.larder.engine.event.Change;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.event.ChangeSink;
import dev.larder.jcache.callback.CacheUserCode;
import dev.larder.jcache.callback.Failures;
import dev.larder.jcache.copy.Keeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one cache. The changes of a key reach each listener in their order; those of
 * different keys may reach it at once, by different threads, if it is synchronous. A synchronous
 * listener has returned before the call that caused the change does; what it throws, that call
 * throws. What an asynchronous one throws is logged.
 */
public final class Listeners<K, V> implements ChangeSink<K, Object> {
  private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

  /** What led to a listener, for messages. */
  private static final String LISTENER = "a listener";

  /** Keys are spread over so many lanes; a power of two. */
  private static final int LANES = 64;

  /** A listener that is told later, with what it has not been told yet. */
  private record Asynchronous<K, V>(
      ListenerRegistration<K, V> registration, AsynchronousQueue<Change<K, Object>> queue) {}

  private final Cache<K, V> cache;
  private final Keeper keeper;
  private final CacheUserCode userCode;
  private final Executor executor;
  private final long waitMillis;
  private final List<DeliveryLane<K>> lanes = new ArrayList<>(LANES);
  private final List<ListenerRegistration<K, V>> synchronous = new CopyOnWriteArrayList<>();
  private final List<Asynchronous<K, V>> asynchronous = new CopyOnWriteArrayList<>();

  /**
   * Without a listener.
   *
   * @param cache the source of the events
   * @param waitMillis the longest that a call waits for synchronous listeners
   */
  public Listeners(
      Cache<K, V> cache,
      Keeper keeper,
      CacheUserCode userCode,
      Executor executor,
      long waitMillis) {
    this.cache = cache;
    this.keeper = keeper;
    this.userCode = userCode;
    this.executor = executor;
    this.waitMillis = waitMillis;
    for (int lane = 0; lane < LANES; lane++) {
      lanes.add(new DeliveryLane<>(this::tellSynchronous, this::logFailure));
    }
  }

  /** Whether nobody listens. */
  public boolean isEmpty() {
    return synchronous.isEmpty() && asynchronous.isEmpty();
  }

  /**
   * A listener that was made and hears nothing yet.
   *
   * @param start tells it of changes from now on
   * @param made the objects that its factories made
   */
  public record Prepared(Runnable start, List<Object> made) {}

  /**
   * Makes the listener and its filter; no lock is to be held, because their factories are user
   * code.
   */
  public Prepared prepare(CacheEntryListenerConfiguration<K, V> configuration) {
    ListenerRegistration<K, V> made = ListenerRegistration.of(cache.getName(), configuration);
    return new Prepared(() -> start(made), made.objects());
  }

  private void start(ListenerRegistration<K, V> made) {
    if (made.isSynchronous()) {
      synchronous.add(made);
    } else {
      asynchronous.add(
          new Asynchronous<>(
              made, new AsynchronousQueue<>(executor, change -> tellAsynchronous(made, change))));
    }
  }

  /** Takes a listener away; what is still queued for it is no longer told. */
  public List<Object> deregister(CacheEntryListenerConfiguration<K, V> configuration) {
    List<Object> gone = new ArrayList<>();
    synchronous.removeIf(one -> isGone(one, configuration, gone));
    asynchronous.removeIf(one -> isGone(one.registration(), configuration, gone));
    return gone;
  }

  private static <K, V> boolean isGone(
      ListenerRegistration<K, V> one,
      CacheEntryListenerConfiguration<K, V> configuration,
      List<Object> gone) {
    if (!Objects.equals(one.configuration(), configuration)) {
      return false;
    }
    gone.addAll(one.objects());
    return true;
  }

  /** Takes all listeners away; gives back the objects that were made for them. */
  public List<Object> deregisterAll() {
    List<Object> gone = new ArrayList<>();
    synchronous.forEach(one -> isGone(one, one.configuration(), gone));
    asynchronous.forEach(
        one -> isGone(one.registration(), one.registration().configuration(), gone));
    synchronous.clear();
    asynchronous.clear();
    return gone;
  }

  @Override
  public void onChange(Change<K, Object> change) {
    if (eventTypeOf(change.kind()) == null) {
      return;
    }
    if (!synchronous.isEmpty()) {
      DeliveryLane<K> lane = laneOf(change.key());
      lane.add(change);
      if (change.kind() == ChangeKind.EXPIRED) {
        executor.execute(lane::deliver); // no call may be there to do it
      }
    }
    asynchronous.forEach(one -> one.queue().add(change));
  }

  /**
   * Waits until the listeners heard of a change that a call made, and while an asynchronous one is
   * far behind. A call made in user code does not wait for another thread.
   *
   * @throws javax.cache.event.CacheEntryListenerException what a synchronous listener threw
   */
  public void awaitDelivery(K key, long version) {
    boolean inUserCode = userCode.current().isPresent(); // which could wait for itself
    try {
      for (Asynchronous<K, V> one : asynchronous) {
        if (!inUserCode && !one.queue().awaitRoom(waitMillis)) {
          throw new CacheException(
              "cache "
                  + cache.getName()
                  + ": an asynchronous listener was "
                  + AsynchronousQueue.CAPACITY
                  + " events behind for "
                  + waitMillis
                  + " ms; the entry was changed all the same");
        }
      }
      if (!synchronous.isEmpty()) {
        awaitSynchronous(laneOf(key), version, inUserCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheException(
          "cache " + cache.getName() + ": interrupted while waiting for listeners", e);
    }
  }

  private void awaitSynchronous(DeliveryLane<K> lane, long version, boolean inUserCode)
      throws InterruptedException {
    if (inUserCode) {
      lane.deliver(); // or leave it to the thread that is at it
    } else if (!lane.await(waitMillis)) {
      throw new CacheException(
          "cache "
              + cache.getName()
              + ": a synchronous listener took longer than "
              + waitMillis
              + " ms; the entry was changed all the same");
    }
    rethrow(lane.failureOf(version));
  }

  private static void rethrow(Optional<Throwable> failure) {
    if (failure.isPresent()) {
      if (failure.get() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure.get();
    }
  }

  private DeliveryLane<K> laneOf(K key) {
    int hash = key.hashCode();
    return lanes.get((hash ^ (hash >>> 16)) & (LANES - 1));
  }

  private void tellSynchronous(Change<K, Object> change) {
    Throwable first = userCode.run(LISTENER, change.key()::equals, () -> tellEach(eventOf(change)));
    if (first != null && change.origin() == Origin.UPKEEP) {
      logFailure(first);
    } else {
      rethrow(Optional.ofNullable(first));
    }
  }

  /** What the first of the listeners that threw did throw, with that of the others. */
  private @Nullable Throwable tellEach(CacheEntryEvent<K, V> event) {
    Failures failures = new Failures();
    synchronous.forEach(one -> failures.attempt(() -> one.tell(event)));
    return failures.first();
  }

  private void tellAsynchronous(ListenerRegistration<K, V> one, Change<K, Object> change) {
    if (asynchronous.stream().noneMatch(registered -> registered.registration().equals(one))) {
      return;
    }
    Throwable failure = userCode.run(LISTENER, key -> false, () -> tellOne(one, change));
    if (failure != null) {
      logFailure(failure);
    }
  }

  private @Nullable Throwable tellOne(ListenerRegistration<K, V> one, Change<K, Object> change) {
    try {
      one.tell(eventOf(change));
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  private void logFailure(Throwable failure) {
    LOG.log(
        System.Logger.Level.WARNING, "cache " + cache.getName() + ": a listener threw", failure);
  }

  private CacheEntryEvent<K, V> eventOf(Change<K, Object> change) {
    V before = give(change.before());
    V after = give(change.after());
    V value = after == null ? before : after;
    EventType type = eventTypeOf(change.kind());
    if (value == null || type == null) {
      throw new IllegalStateException("a change without a value is no event: " + change.kind());
    }
    @SuppressWarnings("unchecked") // the store holds the cache's keys
    K key = (K) keeper.giveKey(change.key());
    return new LarderEntryEvent<>(cache, type, key, value, before);
  }

  @SuppressWarnings("unchecked") // the store holds the cache's values
  private @Nullable V give(@Nullable Object kept) {
    return kept == null ? null : (V) keeper.give(kept);
  }

  private static @Nullable EventType eventTypeOf(ChangeKind kind) {
    return switch (kind) {
      case CREATED -> EventType.CREATED;
      case UPDATED -> EventType.UPDATED;
      case REMOVED -> EventType.REMOVED;
      case EXPIRED -> EventType.EXPIRED;
      case DROPPED, NOTED -> null;
    };
  }
}
