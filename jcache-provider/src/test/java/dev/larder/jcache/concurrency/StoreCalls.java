// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * The calls of which Lincheck makes its scenarios where a store stands behind the cache: those
 * whose results do not tell whether the cache had the entry, because Lincheck's model must know
 * what comes next.
 */
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public abstract class StoreCalls {

  /** Makes a call. */
  abstract int make(Call call);

  final int make(Verb verb, int key, int first, int second) {
    return make(new Call(verb, key, first, second));
  }

  /** See {@link Verb}. */
  @Operation
  public int get(@Param(name = "key") int key) {
    return make(Verb.GET, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int getAll(@Param(name = "key") int key) {
    return make(Verb.GET_ALL, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int put(@Param(name = "key") int key, @Param(name = "value") int value) {
    return make(Verb.PUT, key, 0, value);
  }

  /** See {@link Verb}. */
  @Operation
  public int putAll(@Param(name = "key") int key, @Param(name = "value") int value) {
    return make(Verb.PUT_ALL, key, 0, value);
  }

  /** See {@link Verb}. */
  @Operation
  public int removeKeys(@Param(name = "key") int key) {
    return make(Verb.REMOVE_KEYS, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int increment(@Param(name = "key") int key) {
    return make(Verb.INCREMENT, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int incrementAll(@Param(name = "key") int key) {
    return make(Verb.INCREMENT_ALL, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int delete(@Param(name = "key") int key) {
    return make(Verb.DELETE, key, 0, 0);
  }
}
