// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.hibernate.link.StoreLink;
import java.util.List;
import java.util.Optional;
import org.hibernate.cache.spi.access.SoftLock;

/** A lock of a whole region: an intent on every store that is concerned. For one thread. */
final class RegionLock implements SoftLock {

  /** The intent is empty if the store did not acknowledge it. */
  private record Held(StoreLink link, Optional<Long> intent) {

    void end() {
      intent.ifPresentOrElse(id -> link.endCacheIntent(id, CacheEnd.KNOWN), link::invalidateAll);
    }
  }

  private List<Held> held;

  /** Held from now on. */
  RegionLock(List<StoreLink> stores) {
    held = stores.stream().map(store -> new Held(store, store.openCacheIntent())).toList();
  }

  /** Ends it, if it has not ended. */
  void end() {
    List<Held> ending = held;
    held = List.of();
    ending.forEach(Held::end);
  }
}
