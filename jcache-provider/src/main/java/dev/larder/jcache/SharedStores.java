// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import dev.larder.engine.store.EntryStore;
import dev.larder.engine.store.EntryStoreFactory;
import dev.larder.engine.store.StoreSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Stores of a manager that are not caches: opened by name, shared by all who ask for that name, and
 * dropped with the last of them. For integrations that need more of the engine than JSR-107 has a
 * word for, such as Hibernate's second-level cache; a manager unwraps to it. Safe for any thread.
 */
public final class SharedStores {
  private static final long CLOSING_SECONDS = 30;

  private final EntryStoreFactory stores;
  private final Runnable closeManager;

  /** Guarded by this. */
  private final Map<String, Shared> byName = new HashMap<>();

  /** Guarded by this. */
  private int members;

  /** Guarded by this. */
  private boolean ended;

  /** Down once the manager is closed. */
  private final CountDownLatch closed = new CountDownLatch(1);

  SharedStores(EntryStoreFactory stores, Runnable closeManager) {
    this.stores = stores;
    this.closeManager = closeManager;
  }

  /** What becomes of the manager when the last member leaves. */
  public enum LastMember {
    /** It stays open: somebody else decides. */
    LEAVES_THE_MANAGER_OPEN,
    /** It is closed: it was opened for its members only. */
    CLOSES_THE_MANAGER
  }

  /** One store and how many share it. */
  private static final class Shared {
    final EntryStore<Object, Object> store;
    final Object companion;
    int shares;

    Shared(EntryStore<Object, Object> store, Object companion) {
      this.store = store;
      this.companion = companion;
    }
  }

  /**
   * One who uses stores of this manager.
   *
   * @throws IllegalStateException if the manager is closed, or about to be
   */
  public Member join(LastMember lastMember) {
    synchronized (this) {
      if (!ended) {
        members++;
        return new Member(this, lastMember);
      }
    }
    awaitClosed(); // so that who asks for the manager again gets another one
    throw new IllegalStateException("the cache manager of these stores is closed");
  }

  private void awaitClosed() {
    try {
      if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the cache manager of these stores does not get closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The manager is closed, and with it every store. */
  void end() {
    synchronized (this) {
      ended = true;
      byName.clear();
    }
    closed.countDown();
  }

  private synchronized <C> Share<C> open(
      StoreSettings<Object, Object> settings,
      Class<C> type,
      Function<EntryStore<Object, Object>, C> companion) {
    if (ended) {
      throw new IllegalStateException("the cache manager of these stores is closed");
    }
    Shared shared = byName.get(settings.name());
    if (shared == null) {
      EntryStore<Object, Object> store = stores.open(settings);
      shared = new Shared(store, companion.apply(store));
      byName.put(settings.name(), shared);
    }
    shared.shares++;
    return new Share<>(this, settings.name(), shared.store, type.cast(shared.companion));
  }

  private synchronized void release(String name, EntryStore<Object, Object> store) {
    Shared shared = byName.get(name);
    if (shared != null && shared.store == store && --shared.shares == 0) {
      byName.remove(name);
      store.close();
    }
  }

  private void leave(LastMember lastMember) {
    synchronized (this) {
      members--;
      if (members > 0 || lastMember == LastMember.LEAVES_THE_MANAGER_OPEN || ended) {
        return;
      }
      ended = true; // who joins from now on has to find another manager
    }
    closeManager.run();
  }

  /** One who uses stores of a manager. */
  public static final class Member implements AutoCloseable {
    private final SharedStores stores;
    private final LastMember lastMember;
    private boolean left;

    private Member(SharedStores stores, LastMember lastMember) {
      this.stores = stores;
      this.lastMember = lastMember;
    }

    /**
     * The store of the settings' name: a new one, or the one that another opened.
     *
     * @param type of the companion
     * @param companion made for a new store, and shared with it
     * @throws IllegalStateException if the manager is closed
     */
    public <C> Share<C> open(
        StoreSettings<Object, Object> settings,
        Class<C> type,
        Function<EntryStore<Object, Object>, C> companion) {
      return stores.open(settings, type, companion);
    }

    /** A stamp, good for all stores of the manager. */
    public long stamp() {
      return stores.stores.stamp();
    }

    /** The stores of the manager, for batches over several. */
    public EntryStoreFactory group() {
      return stores.stores;
    }

    /** Leaves; further calls do nothing. */
    @Override
    public void close() {
      synchronized (this) {
        if (left) {
          return;
        }
        left = true;
      }
      stores.leave(lastMember);
    }
  }

  /**
   * A share in one store.
   *
   * @param <C> what is shared with it
   */
  public static final class Share<C> implements AutoCloseable {
    private final SharedStores stores;
    private final String name;
    private final EntryStore<Object, Object> store;
    private final C companion;
    private boolean released;

    private Share(SharedStores stores, String name, EntryStore<Object, Object> store, C companion) {
      this.stores = stores;
      this.name = name;
      this.store = store;
      this.companion = companion;
    }

    /** The store. */
    public EntryStore<Object, Object> store() {
      return store;
    }

    /** What was made for the store by who opened it first. */
    public C companion() {
      return companion;
    }

    /** Gives the share back; the store is closed with the last one. */
    @Override
    public void close() {
      synchronized (this) {
        if (released) {
          return;
        }
        released = true;
      }
      stores.release(name, store);
    }
  }
}
