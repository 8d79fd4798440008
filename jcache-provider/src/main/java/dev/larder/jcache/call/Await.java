// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.store.StoreClosedException;
import dev.larder.jcache.callback.CacheUserCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.cache.CacheException;

/** The one blocking wait. It has a deadline, and says what it waited for when that passes. */
final class Await {
  private final String cacheName;
  private final CacheUserCode userCode;
  private final CallLimits limits;

  Await(String cacheName, CacheUserCode userCode, CallLimits limits) {
    this.cacheName = cacheName;
    this.userCode = userCode;
    this.limits = limits;
  }

  /**
   * The result of a stage.
   *
   * @throws CacheException when it does not come in time, or the thread is interrupted
   */
  <R> R result(CompletionStage<R> stage, String operation) {
    CompletableFuture<R> future = stage.toCompletableFuture();
    if (future.isDone() && !future.isCompletedExceptionally()) {
      return future.join();
    }
    Optional<String> outer = userCode.current();
    long limitMillis = outer.isPresent() ? limits.innerWaitMillis() : limits.waitMillis();
    try {
      return future.get(limitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (future.cancel(false)) {
        throw outlived(operation, limitMillis, outer, e);
      }
      return future.join();
    } catch (InterruptedException e) {
      boolean givenUp = future.cancel(false);
      Thread.currentThread().interrupt();
      if (givenUp) {
        throw new CacheException(
            "cache " + cacheName + ": " + operation + " was interrupted while it waited", e);
      }
      return future.join();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreClosedException closed
          ? new IllegalStateException(closed.getMessage(), closed)
          : new CacheException("cache " + cacheName + ": " + operation + " failed", e.getCause());
    }
  }

  private CacheException outlived(
      String operation, long limitMillis, Optional<String> outer, TimeoutException cause) {
    String inside = outer.map(call -> ", called from inside " + call + ",").orElse("");
    return new CacheException(
        "cache "
            + cacheName
            + ": "
            + operation
            + inside
            + " waited "
            + limitMillis
            + " ms, the longest it may, for a key that another caller's loader, writer or processor"
            + " is working on",
        cause);
  }
}
