// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.EntryStore;
import dev.larder.engine.store.EntryStore.CacheEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a region has to tell its store and could not: keys that were changed behind it, and holds
 * that have ended. Bounded: past {@value #MOST} entries it only remembers that everything is to be
 * dropped. Guarded by its owner.
 */
final class Journal {
  private static final int MOST = 10_000;

  /** One thing to tell. */
  @FunctionalInterface
  interface Entry {
    CompletableFuture<?> tell(EntryStore<Object, Object> store);
  }

  private final List<Entry> entries = new ArrayList<>();

  /** Ends of our holds: no more than were open when the store was last heard of; all are kept. */
  private final List<Entry> ends = new ArrayList<>();

  private boolean everything;

  /** A key that was changed: what ends a hold of ours on it, if there is one, then its removal. */
  static Entry ofKey(Object key, List<EntryOperation<Object, ?>> ends) {
    return store -> {
      List<CompletableFuture<?>> told = new ArrayList<>();
      for (EntryOperation<Object, ?> end : ends) {
        told.add(store.apply(key, end).toCompletableFuture());
      }
      told.add(store.apply(key, new PlainOperation.Remove<>()).toCompletableFuture());
      return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
    };
  }

  /** A hold of ours on the whole region that has ended. */
  static Entry ofCacheIntent(long intent, CacheEnd end) {
    return store -> store.endCacheIntent(intent, end).toCompletableFuture();
  }

  /** Everything in the region may have been changed. */
  static Entry ofEverything() {
    return store -> store.clear().toCompletableFuture();
  }

  void addEnd(Entry end) {
    ends.add(end);
  }

  void add(Entry entry) {
    if (everything) {
      return;
    }
    if (entries.size() >= MOST) {
      entries.clear();
      everything = true;
    } else {
      entries.add(entry);
    }
  }

  boolean isEmpty() {
    return entries.isEmpty() && ends.isEmpty() && !everything;
  }

  int size() {
    return ends.size() + (everything ? MOST : entries.size());
  }

  /** Takes all entries out. */
  List<Entry> take() {
    List<Entry> taken = new ArrayList<>(ends);
    taken.addAll(everything ? List.of(ofEverything()) : entries);
    ends.clear();
    entries.clear();
    everything = false;
    return taken;
  }
}
