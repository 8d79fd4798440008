// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import dev.larder.engine.store.EntryStoreFactory;
import dev.larder.engine.time.TimeSource;
import dev.larder.jcache.callback.UserCode;
import dev.larder.jcache.thread.Workers;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the caches of one manager share.
 *
 * @param stores opens their stores
 * @param time the clock
 * @param workers the threads
 * @param userCode who runs user code
 * @param loader the manager's class loader, or null once that is gone
 */
record ManagerParts(
    EntryStoreFactory stores,
    TimeSource time,
    Workers workers,
    UserCode userCode,
    Supplier<@Nullable ClassLoader> loader) {}
