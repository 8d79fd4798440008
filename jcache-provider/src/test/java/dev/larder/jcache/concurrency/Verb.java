// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.EnumSet;
import java.util.Set;

/** The methods of a cache, each as what it does to one key. */
enum Verb {
  /** {@code get}. */
  GET,
  /** {@code getAll}. */
  GET_ALL,
  /** {@code containsKey}. */
  CONTAINS,
  /** {@code put}. */
  PUT,
  /** {@code putAll} of one key. */
  PUT_ALL,
  /** {@code getAndPut}. */
  GET_AND_PUT,
  /** {@code putIfAbsent}. */
  PUT_IF_ABSENT,
  /** {@code remove(key)}. */
  REMOVE,
  /** {@code remove(key, first)}. */
  REMOVE_IF,
  /** {@code getAndRemove}. */
  GET_AND_REMOVE,
  /** {@code replace(key, second)}. */
  REPLACE,
  /** {@code replace(key, first, second)}. */
  REPLACE_IF,
  /** {@code getAndReplace}. */
  GET_AND_REPLACE,
  /** {@code removeAll(keys)} of one key. */
  REMOVE_KEYS,
  /** {@code removeAll()}, a walk that removes what it meets. */
  REMOVE_ALL,
  /** {@code clear}. */
  CLEAR,
  /** {@code invoke} of a processor that reads a value and sets the next one; gives the old one. */
  INCREMENT,
  /** {@code invokeAll} of the same processor for one key. */
  INCREMENT_ALL,
  /** {@code invoke} of a processor that removes the value if it is {@code first}; gives it. */
  TAKE,
  /** {@code invoke} of a processor that removes without a look. */
  DELETE,
  /** {@code iterator}: the value it gives for the key, if it meets it. */
  ITERATE,
  /** {@code iterator}, and {@code Iterator.remove} when it meets the key. */
  ITERATE_AND_REMOVE,
  /** The value in the store behind the cache; no method of a cache. */
  LOOK_BEHIND,
  /** A change of the store, to {@code second}, that the cache cannot vouch for; no method. */
  UNSURE,
  /** So much time passes as anything lives in doubt; no method. */
  PASS;

  /** Those that are methods of a cache. */
  static Set<Verb> methods() {
    return EnumSet.complementOf(EnumSet.of(LOOK_BEHIND, UNSURE, PASS));
  }
}
