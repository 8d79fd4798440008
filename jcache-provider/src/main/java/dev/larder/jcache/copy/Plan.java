// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

/**
 * How the values of one class are copied.
 *
 * <p>A plan keeps no state of a value, so one plan serves many threads.
 */
@FunctionalInterface
interface Plan {

  /** The plan of classes that never change: the original is its own copy. */
  Plan SHARED = (original, walk) -> original;

  /** The plan of classes that cannot be copied directly. */
  Plan FOREIGN =
      (original, walk) -> {
        throw new ForeignClass(original.getClass());
      };

  /**
   * A copy of the original and of all it refers to, or the original itself where nothing of it can
   * change.
   *
   * <p>A plan for a class that can refer back to itself tells the walk of its copy, by {@link
   * Walk#began}, before it goes on to what the original refers to.
   */
  Object copy(Object original, Walk walk);
}
