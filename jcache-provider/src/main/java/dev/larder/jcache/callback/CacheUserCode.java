// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.callback;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The user code that is run for one cache. Safe for any thread. */
public final class CacheUserCode {
  private static final VarHandle RUNNING;

  static {
    try {
      RUNNING = MethodHandles.lookup().findVarHandle(CacheUserCode.class, "running", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final UserCode userCode;
  private final Cache<?, ?> cache;

  /**
   * How many stretches of user code run for keys of this cache. Read plainly: a thread sees its own
   * stretches, and nothing else is asked of it.
   */
  private int running;

  /** None is running. */
  public CacheUserCode(UserCode userCode, Cache<?, ?> cache) {
    this.userCode = userCode;
    this.cache = cache;
  }

  /**
   * Runs user code on this thread.
   *
   * @param operation the call that led there, for messages
   * @param ownKeys the keys it may not call back for
   */
  public <T extends @Nullable Object> T run(
      String operation, Predicate<Object> ownKeys, Supplier<T> code) {
    int before = (int) RUNNING.getAndAdd(this, 1);
    assert before >= 0 : "more user code ended than began";
    try {
      return userCode.call(new UserCode.Place(cache.getName(), operation, cache), ownKeys, code);
    } finally {
      int left = (int) RUNNING.getAndAdd(this, -1);
      assert left > 0 : "more user code ended than began";
    }
  }

  /** The call whose user code this thread is in, of whatever cache; empty if it is in none. */
  public Optional<String> current() {
    return userCode.current();
  }

  /**
   * Refuses a call that user code makes for its own key; all but free while no user code runs.
   *
   * @throws javax.cache.CacheException if it is one
   */
  public void refuseOwnKey(String operation, Object key) {
    if (running != 0) {
      userCode.refuseOwnKey(cache.getName(), operation, cache, key);
    }
  }
}
