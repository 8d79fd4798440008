// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.event;

import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import org.junit.jupiter.api.AfterEach;

/** What tests of listeners share: a manager, a cache with a listener, and what it was told. */
abstract class ListenerStage {
  final OpenManager opened = OpenManager.open();
  final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  final void closeManager() {
    opened.close();
  }

  /** Notes an event as one line. */
  final void note(CacheEntryEvent<? extends String, ? extends Integer> event) {
    told.add(
        event.getEventType()
            + " "
            + event.getKey()
            + "="
            + event.getValue()
            + (event.isOldValueAvailable() ? " was " + event.getOldValue() : ""));
  }

  /** A cache that has a listener from the beginning. */
  final LarderCache<String, Integer> cache(
      CacheEntryListenerConfiguration<String, Integer> listener) {
    return opened.cache(
        "words",
        OpenManager.numbers()
            .setUserCodeLimit(Duration.ofSeconds(4))
            .addCacheEntryListenerConfiguration(listener));
  }
}
