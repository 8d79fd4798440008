// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.callback;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Which user code each thread is running: a loader, writer, processor, policy or listener, the
 * cache it was called for and the keys that are its own. With this a call back for such a key is
 * refused instead of waiting for itself, and other waits inside user code are short.
 *
 * <p>One for all managers of a provider. Nothing is kept of a thread that runs no user code.
 */
public final class UserCode {
  @SuppressWarnings("ThreadLocalUsage") // one a provider: no state of ours is static
  private final ThreadLocal<@Nullable Frame> innermost = new ThreadLocal<>();

  /** One stretch of user code on one thread, and what it was called from. */
  private record Frame(Place place, Predicate<Object> ownKeys, @Nullable Frame outer) {}

  /**
   * Where user code was called from.
   *
   * @param cacheName for messages
   * @param operation the call that led there, for messages
   * @param cache the identity of the cache
   */
  public record Place(String cacheName, String operation, Object cache) {
    private String describe() {
      return operation + " of cache " + cacheName;
    }
  }

  /**
   * Runs user code on this thread.
   *
   * @param ownKeys the keys it may not call back for
   */
  public <T extends @Nullable Object> T call(
      Place place, Predicate<Object> ownKeys, Supplier<T> code) {
    Frame outer = innermost.get();
    innermost.set(new Frame(place, ownKeys, outer));
    try {
      return code.get();
    } finally {
      if (outer == null) {
        innermost.remove();
      } else {
        innermost.set(outer);
      }
    }
  }

  /** The call whose user code this thread is in, for messages; empty if it is in none. */
  public Optional<String> current() {
    return Optional.ofNullable(innermost.get()).map(frame -> frame.place().describe());
  }

  /**
   * Refuses a call back for a key that the thread's user code was called for.
   *
   * @throws CacheException if it is one
   */
  public void refuseOwnKey(String cacheName, String operation, Object cache, Object key) {
    for (Frame frame = innermost.get(); frame != null; frame = frame.outer()) {
      if (frame.place().cache() == cache && frame.ownKeys().test(key)) {
        throw new CacheException(
            "cache "
                + cacheName
                + ": "
                + operation
                + " was called for the very key that "
                + frame.place().describe()
                + " is working on; user code may call back for other keys only");
      }
    }
  }
}
