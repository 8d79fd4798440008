// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

/**
 * A user's way to copy the values of one cache, in place of the automatic one.
 *
 * <p>It is called once for each value on its way into the cache and once for each value on its way
 * out, by many threads at once. A copier may return its argument where that cannot change any more.
 * A copier that shares state lets one caller see the changes of another: that is its author's
 * decision.
 *
 * @param <T> the type of the values
 */
@FunctionalInterface
public interface Copier<T> {

  /**
   * A value equal to the original that shares nothing with it that can change.
   *
   * @throws RuntimeException if the original cannot be copied; the cache refuses the value with a
   *     {@link javax.cache.CacheException} that has this exception as its cause
   */
  T copy(T original);
}
