// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

/**
 * One call on one key.
 *
 * @param verb what is called
 * @param key the key
 * @param first the value expected, where one is
 * @param second the value written, where one is
 */
record Call(Verb verb, int key, int first, int second) {

  /** In place of a value: there is none. Values are above it. */
  static final int NONE = 0;

  /** The result of a method that gives none. */
  static final int VOID = -1;

  static int of(boolean result) {
    return result ? 1 : 0;
  }
}
